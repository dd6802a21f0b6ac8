package org.polyptych.engines.likelihood;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.PairwiseSum;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FrameStack;

/**
 * What a thread needs for a frame beside its kernel.
 *
 * @param change a kernel for the direction: its probe is that of the direction, its waves are C
 * @param middle the waves B of the line A + t B + t^2 C, one a mode
 * @param planes three real images of the frame's size
 */
record Scratch(FrameKernel change, ComplexImage[] middle, float[][] planes) {
    private static final int PLANES = 3;

    static Scratch of(FrameKernel change, FrameStack frames) {
        ComplexImage[] middle = new ComplexImage[change.modes()];
        for (int m = 0; m < middle.length; m++) {
            middle[m] = ComplexImage.zeros(frames.rows(), frames.columns());
        }
        return new Scratch(change, middle, new float[PLANES][frames.pixels()]);
    }

    /** The factor by which a frame's predictions are best multiplied; the planes but the first are lost. */
    double floating(Likelihood likelihood, FrameStack frames, int j, float[] above, float[] below) {
        int n = frames.pixels();
        likelihood.floatingTerms(planes[0], frames.amplitudes(j), frames.weights(), above, below, 0, n);
        double s = likelihood.floating(PairwiseSum.destroying(above, n), PairwiseSum.destroying(below, n));
        return s > 0 && Double.isFinite(s) ? s : 1;
    }

    /** values *= factor. */
    static void scale(float[] values, float factor, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] *= factor;
        }
    }
}
