package org.polyptych.engines.likelihood;

import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.PairwiseSum;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.slices.CarriedSteps;
import org.polyptych.engines.slices.SliceWaves;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.FreeSpace;

/**
 * What a thread needs for a frame beside its kernel.
 *
 * @param change a kernel for the direction: its probe is that of the direction, its waves are C
 * @param middle the waves B of the line A + t B + t^2 C, one a mode
 * @param planes three real images of the frame's size
 * @param waves of one frame on their way through several slices; null for an object of one
 * @param carried what the direction changes of them; null for an object of one
 */
record Scratch(FrameKernel change, ComplexImage[] middle, float[][] planes, SliceWaves waves, CarriedSteps carried) {
    private static final int PLANES = 3;

    /**
     * @param start object and probe, the arrays worked on
     * @param gaps between the slices
     */
    static Scratch of(FrameKernel change, FrameStack frames, Variables start, FreeSpace[] gaps, boolean shifting) {
        ComplexImage[] middle = new ComplexImage[change.modes()];
        for (int m = 0; m < middle.length; m++) {
            middle[m] = ComplexImage.zeros(frames.rows(), frames.columns());
        }
        float[][] planes = new float[PLANES][frames.pixels()];
        if (gaps.length == 0) {
            return new Scratch(change, middle, planes, null, null);
        }
        SliceWaves waves = new SliceWaves(List.of(start.slices()), gaps, 1, start.probe(), shifting);
        return new Scratch(change, middle, planes, waves, new CarriedSteps(waves, start.probe()));
    }

    /** Bytes of the waves on their way through slices, on all threads. */
    static long memory(ProblemSize size) {
        long waves = size.modes() * (2L * size.slices() + 1) + 1;
        return size.slices() == 1 ? 0 : (size.threads() * waves + 2L * size.slices()) * size.pixels() * 2 * Float.BYTES;
    }

    /** out = sum over modes of |wave|^2. */
    static void intensity(ComplexImage[] waves, float[] out, int from, int to) {
        ComplexLoops.squaredModulus(waves[0].re(), waves[0].im(), out, from, to);
        for (int m = 1; m < waves.length; m++) {
            ComplexLoops.addSquaredModulus(waves[m].re(), waves[m].im(), out, from, to);
        }
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
