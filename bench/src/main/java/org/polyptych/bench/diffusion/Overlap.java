package org.polyptych.bench.diffusion;

import java.util.List;
import org.polyptych.physics.Positions;
import org.polyptych.physics.XrayGeometry;

/**
 * One overlap of the protocol, taken of the 32 pixels of the array (the paper does not say of what).
 *
 * @param percent as the paper names it
 * @param step pixels between frames, before rounding
 */
record Overlap(int percent, double step) {
    static final List<Overlap> ALL = List.of(
            new Overlap(20, 25.6),
            new Overlap(38, 19.84),
            new Overlap(44, 17.92),
            new Overlap(50, 16),
            new Overlap(62, 12.16),
            new Overlap(66, 10.88),
            new Overlap(74, 8.32));

    static final int FRAME = 32;

    /** The first row or column of the last frame. */
    private static final int LAST = TestPatch.SIDE - FRAME;

    /**
     * First rows (or columns) of the frames of an axis: ceil(96 / step) + 1 of them, centred, rounded to whole pixels,
     * clipped to 0 .. 96, so that the frames reach from edge to edge.
     */
    int[] starts() {
        int count = (int) Math.ceil(LAST / step) + 1;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            double start = LAST / 2.0 + (i - (count - 1) / 2.0) * step;
            starts[i] = (int) Math.clamp(Math.round(start), 0, LAST);
        }
        return starts;
    }

    /** All frames, in metres about the middle of the object. */
    Positions positions(XrayGeometry geometry) {
        int[] starts = starts();
        double[] y = new double[starts.length * starts.length];
        double[] x = new double[y.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = (starts[j / starts.length] - LAST / 2) * geometry.pixelHeight();
            x[j] = (starts[j % starts.length] - LAST / 2) * geometry.pixelWidth();
        }
        return new Positions(y, x);
    }
}
