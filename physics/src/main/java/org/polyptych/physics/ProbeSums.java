package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Parallel;

/**
 * Sums over frames on the probe's grid that come out the same with any number of threads: one sum a chunk of frames,
 * added in order.
 */
public final class ProbeSums {
    /** Added by one thread at a time. */
    private static final int PIXELS_A_BAND = 4096;

    private final ComplexImage[][] sums;
    /** Made when first asked for: most sums have none. */
    private final float[][] weights;

    /** @param n number of frames */
    public ProbeSums(int n, int modes, int rows, int columns) {
        int chunks = Parallel.chunks(n);
        sums = new ComplexImage[chunks][modes];
        weights = new float[chunks][];
        for (ComplexImage[] chunk : sums) {
            for (int m = 0; m < modes; m++) {
                chunk[m] = ComplexImage.zeros(rows, columns);
            }
        }
    }

    /** The complex sums of a chunk, one a mode, and its {@link #weight}, set to zero. */
    public ComplexImage[] begin(int chunk) {
        for (ComplexImage mode : sums[chunk]) {
            Arrays.fill(mode.re(), 0);
            Arrays.fill(mode.im(), 0);
        }
        if (weights[chunk] != null) {
            Arrays.fill(weights[chunk], 0);
        }
        return sums[chunk];
    }

    /** The real sum of a chunk. */
    public float[] weight(int chunk) {
        if (weights[chunk] == null) {
            weights[chunk] = new float[sums[chunk][0].size()];
        }
        return weights[chunk];
    }

    /** The complex sums over all chunks, new images. */
    public ComplexImage[] total(Parallel parallel) {
        ComplexImage[] total = new ComplexImage[sums[0].length];
        for (int m = 0; m < total.length; m++) {
            total[m] = ComplexImage.zeros(sums[0][m].rows(), sums[0][m].columns());
        }
        total(total, parallel);
        return total;
    }

    /** The complex sums over all chunks, put into images of the caller's. */
    public void total(ComplexImage[] into, Parallel parallel) {
        int size = into[0].size();
        int bands = (size + PIXELS_A_BAND - 1) / PIXELS_A_BAND;
        parallel.forEach(bands * into.length, k -> {
            int mode = k / bands;
            int from = k % bands * PIXELS_A_BAND;
            int to = Math.min(size, from + PIXELS_A_BAND);
            ComplexImage total = into[mode];
            System.arraycopy(sums[0][mode].re(), from, total.re(), from, to - from);
            System.arraycopy(sums[0][mode].im(), from, total.im(), from, to - from);
            for (int c = 1; c < sums.length; c++) {
                ComplexLoops.add(sums[c][mode].re(), total.re(), from, to);
                ComplexLoops.add(sums[c][mode].im(), total.im(), from, to);
            }
        });
    }

    /** The real sum over all chunks, a new array. */
    public float[] totalWeight(Parallel parallel) {
        float[] total = weight(0).clone();
        parallel.forEach((total.length + PIXELS_A_BAND - 1) / PIXELS_A_BAND, band -> {
            int from = band * PIXELS_A_BAND;
            int to = Math.min(total.length, from + PIXELS_A_BAND);
            for (int c = 1; c < weights.length; c++) {
                if (weights[c] != null) { // a chunk without a weight has none to add
                    ComplexLoops.add(weights[c], total, from, to);
                }
            }
        });
        return total;
    }
}
