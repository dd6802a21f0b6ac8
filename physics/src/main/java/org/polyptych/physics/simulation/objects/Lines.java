package org.polyptych.physics.simulation.objects;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.simulation.GaussianBlur;

/**
 * The <i>Lines</i> of PtychoPINN (Hoidn, Mishra, Mehta, Sci. Rep. 13, 22789, 2023): on a canvas twice as wide, lines of
 * one pixel between random points, each pixel 0 or 1; G1 + 2 G5 + 5 G10 of it (Gaussian blurs of these sigmas, mirrored
 * at the edges, truncated at 4); of that the centre. On 392 pixels the mean amplitude is about 2.8: far above 1. On the
 * finer grid each pixel is four equal ones.
 */
public record Lines(
        @Setting(value = "400", doc = "number of lines on the canvas, which is twice as wide as the object")
        int count,

        @Setting(value = "none", doc = "none, or tanh for pi tanh((A - max/2)/(3 mean)) of the amplitude A")
        Phase phase)
        implements TestObject {
    private static final int[] SIGMAS = {1, 5, 10};
    private static final int[] WEIGHTS = {1, 2, 5};

    public Lines {
        if (count < 1 || count > 1_000_000) {
            throw new IllegalArgumentException("count must be 1 to 1000000, got " + count);
        }
    }

    @Override
    public ComplexImage image(int rows, int columns, int scale, long seed) {
        int side = (Math.max(rows, columns) + scale - 1) / scale;
        RealImage amplitude =
                amplitude(side, seed).crop(0, 0, (rows + scale - 1) / scale, (columns + scale - 1) / scale);
        return Drawing.repeated(phase.on(amplitude), rows, columns, scale);
    }

    /** On side x side pixels. */
    private RealImage amplitude(int side, long seed) {
        int canvas = 2 * side;
        float[] drawn = new float[canvas * canvas];
        RandomStream random = new RandomStream(seed, Drawing.STREAMS);
        for (int k = 0; k < count; k++) {
            int[] ends = new int[4];
            for (int e = 0; e < 4; e++) {
                ends[e] = (int) (canvas * random.uniform());
            }
            line(drawn, canvas, ends[0], ends[1], ends[2], ends[3]);
        }
        RealImage sum = RealImage.zeros(side, side);
        for (int b = 0; b < SIGMAS.length; b++) {
            float[] blurred = drawn.clone();
            GaussianBlur.mirrored(blurred, canvas, canvas, SIGMAS[b]);
            RealImage centre = new RealImage(canvas, canvas, blurred).crop(side / 2, side / 2, side, side);
            for (int i = 0; i < sum.size(); i++) {
                sum.values()[i] += WEIGHTS[b] * centre.values()[i];
            }
        }
        return sum;
    }

    /** Bresenham's: one pixel for each step along the longer direction. */
    private static void line(float[] image, int columns, int y0, int x0, int y1, int x1) {
        int steps = Math.max(Math.abs(y1 - y0), Math.abs(x1 - x0));
        for (int s = 0; s <= steps; s++) {
            double along = steps == 0 ? 0 : (double) s / steps;
            int y = (int) Math.rint(y0 + along * (y1 - y0));
            int x = (int) Math.rint(x0 + along * (x1 - x0));
            image[y * columns + x] = 1;
        }
    }
}
