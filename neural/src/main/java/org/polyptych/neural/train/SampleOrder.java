package org.polyptych.neural.train;

import org.polyptych.core.RandomStream;

/**
 * In which order samples are learned: epoch after epoch, each a random order of all of them by the seed and its number.
 * Batches are cut from this endless list, so that all have one size and one may reach from an epoch into the next. Where a
 * training stands in it follows from the steps done.
 */
final class SampleOrder {
    /** Streams of epochs, apart from those of steps. */
    private static final long EPOCHS = 1L << 40;

    private final int samples;
    private final int batch;
    private final long seed;
    private long epoch = -1;
    private int[] order = new int[0];

    SampleOrder(int samples, int batch, long seed) {
        this.samples = samples;
        this.batch = Math.min(batch, samples);
        this.seed = seed;
    }

    /** The samples of a step, counted from 0. */
    int[] batch(long step) {
        int[] chosen = new int[batch];
        for (int k = 0; k < batch; k++) {
            long place = step * batch + k;
            if (place / samples != epoch) {
                epoch = place / samples;
                order = new RandomStream(seed, EPOCHS + epoch).permutation(samples);
            }
            chosen[k] = order[(int) (place % samples)];
        }
        return chosen;
    }
}
