package org.polyptych.neural.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.neural.stitch.Between;
import org.polyptych.neural.stitch.Stitching;
import org.polyptych.neural.stitch.Window;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/** Puts what a network says of each frame where the frame is, and makes one object of it. */
public final class PlacedPatches {
    private final Specimen canvas;
    private final Positions positions;
    private final boolean round;
    private final Parallel parallel;
    private final Stitching stitching;

    /**
     * @param canvas the object's size and place
     * @param positions of the frames
     * @param round whether frames are taken to lie on whole pixels
     */
    public PlacedPatches(
            Specimen canvas, Positions positions, boolean round, Window window, Between between, Parallel parallel) {
        this(canvas, positions, round, parallel, new Stitching(canvas.rows(), canvas.columns(), window, between));
    }

    private PlacedPatches(Specimen canvas, Positions positions, boolean round, Parallel parallel, Stitching stitching) {
        this.canvas = canvas;
        this.positions = positions;
        this.round = round;
        this.parallel = parallel;
        this.stitching = stitching;
    }

    /**
     * A copy with other frames to come.
     *
     * @param larger the same pixels and perhaps more of them on each side
     * @param others positions of the other frames
     */
    public PlacedPatches grown(Specimen larger, Positions others) {
        int top = (int) Math.round(larger.rowOf(canvas.centreY())) - canvas.rows() / 2;
        int left = (int) Math.round(larger.columnOf(canvas.centreX())) - canvas.columns() / 2;
        return new PlacedPatches(
                larger, others, round, parallel, stitching.enlarged(larger.rows(), larger.columns(), top, left));
    }

    /**
     * @param frames under which the patches lie, each middle pixel (rows / 2, columns / 2) where the frame is
     * @param patches of one size
     */
    public void add(int[] frames, ComplexImage[] patches) {
        List<Stitching.Placed> placed = new ArrayList<>(frames.length);
        double[] rows = rows(frames);
        double[] columns = columns(frames);
        for (int k = 0; k < frames.length; k++) {
            placed.add(new Stitching.Placed(patches[k], rows[k], columns[k]));
        }
        stitching.addAll(placed, parallel);
    }

    /** The rows of the canvas on which frames lie, with fractions unless they are taken to lie on whole pixels. */
    public double[] rows(int[] frames) {
        return Arrays.stream(frames)
                .mapToDouble(frame -> canvas.rowOf(positions.y()[frame]))
                .map(this::asTaken)
                .toArray();
    }

    /** The same, columns. */
    public double[] columns(int[] frames) {
        return Arrays.stream(frames)
                .mapToDouble(frame -> canvas.columnOf(positions.x()[frame]))
                .map(this::asTaken)
                .toArray();
    }

    private double asTaken(double place) {
        return round ? Math.round(place) : place;
    }

    /** Where patches count. */
    public boolean[] covered() {
        return stitching.covered();
    }

    /** The object: with root mean square amplitude and mean phase where no patch counts. */
    public ComplexImage image() {
        ComplexImage bare = stitching.image(0, 0);
        boolean[] covered = stitching.covered();
        double re = 0;
        double im = 0;
        double power = 0;
        int count = 0;
        for (int i = 0; i < covered.length; i++) {
            if (covered[i]) {
                re += bare.re()[i];
                im += bare.im()[i];
                power += (double) bare.re()[i] * bare.re()[i] + (double) bare.im()[i] * bare.im()[i];
                count++;
            }
        }
        double amplitude = count == 0 ? 1 : Math.sqrt(power / count);
        double phase = Math.atan2(im, re);
        return stitching.image((float) (amplitude * Math.cos(phase)), (float) (amplitude * Math.sin(phase)));
    }
}
