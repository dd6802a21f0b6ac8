package org.polyptych.neural.ptychonn;

import org.polyptych.core.ComplexImage;
import org.polyptych.neural.stitch.Stitching;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/** Puts what a network says of each frame where the frame is, and makes one object of it. */
final class PlacedAnswers implements PatternAnswers.Listener {
    private final PtychoNnModel network;
    private final FrameStack frames;
    private final Specimen canvas;
    private final Positions positions;
    private final boolean round;
    private final Stitching stitching;

    /**
     * @param network what it says is to be taken as it was taught
     * @param frames of which it speaks
     * @param canvas the object's size and place
     * @param positions of the frames
     * @param round whether frames are taken to lie on whole pixels
     */
    PlacedAnswers(
            PtychoNnModel network,
            FrameStack frames,
            Specimen canvas,
            Positions positions,
            boolean round,
            PtychoNnSettings settings) {
        this.network = network;
        this.frames = frames;
        this.canvas = canvas;
        this.positions = positions;
        this.round = round;
        this.stitching =
                new Stitching(canvas.rows(), canvas.columns(), settings.window(network.radius()), settings.between());
    }

    @Override
    public void answered(int frame, float[][] maps) {
        ComplexImage patch = ComplexImage.zeros(frames.rows(), frames.columns());
        network.toComplex(maps, patch.re(), patch.im());
        if (network.preparation().relative()) {
            patch.scale(Math.sqrt(counts(frame) * frames.count() / frames.totalCounts()));
        }
        double row = canvas.rowOf(positions.y()[frame]);
        double column = canvas.columnOf(positions.x()[frame]);
        stitching.add(patch, round ? Math.round(row) : row, round ? Math.round(column) : column);
    }

    private double counts(int frame) {
        double sum = 0;
        for (float amplitude : frames.amplitudes(frame)) {
            sum += (double) amplitude * amplitude;
        }
        return sum;
    }

    /** Where answers count. */
    boolean[] covered() {
        return stitching.covered();
    }

    /** The object: with root mean square amplitude and mean phase where no answer counts. */
    ComplexImage image() {
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
