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
    private final ComplexImage[][] sums;
    private final float[][] weights;

    /** @param n number of frames */
    public ProbeSums(int n, int modes, int rows, int columns) {
        int chunks = Parallel.chunks(n);
        sums = new ComplexImage[chunks][modes];
        weights = new float[chunks][rows * columns];
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
        Arrays.fill(weights[chunk], 0);
        return sums[chunk];
    }

    /** The real sum of a chunk. */
    public float[] weight(int chunk) {
        return weights[chunk];
    }

    /** The complex sums over all chunks, new images. */
    public ComplexImage[] total() {
        ComplexImage[] total = new ComplexImage[sums[0].length];
        for (int m = 0; m < total.length; m++) {
            total[m] = sums[0][m].copy();
            for (int c = 1; c < sums.length; c++) {
                ComplexLoops.add(sums[c][m].re(), total[m].re(), 0, total[m].size());
                ComplexLoops.add(sums[c][m].im(), total[m].im(), 0, total[m].size());
            }
        }
        return total;
    }

    /** The real sum over all chunks, a new array. */
    public float[] totalWeight() {
        float[] total = weights[0].clone();
        for (int c = 1; c < weights.length; c++) {
            ComplexLoops.add(weights[c], total, 0, total.length);
        }
        return total;
    }
}
