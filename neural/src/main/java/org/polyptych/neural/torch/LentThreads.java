package org.polyptych.neural.torch;

/**
 * So many threads for libtorch's operations and matrix products, until it is closed, on the thread that opened it: then as
 * many as before. Sums are split by their number, so that it decides the last bits.
 */
public final class LentThreads implements AutoCloseable {
    private final int before = Libtorch.threads();
    private final int productsBefore = OpenBlas.threads().orElse(0);

    /** @param threads 1 or more */
    public LentThreads(int threads) {
        Libtorch.useThreads(threads);
    }

    @Override
    public void close() {
        Libtorch.useOwnThreads(before);
        if (productsBefore > 0) {
            OpenBlas.useThreads(productsBefore);
        }
    }
}
