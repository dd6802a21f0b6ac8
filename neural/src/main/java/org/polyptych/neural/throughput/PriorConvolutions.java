package org.polyptych.neural.throughput;

import java.util.List;
import org.polyptych.neural.diffusion.Layout;
import org.polyptych.neural.torch.Libtorch;

/**
 * The convolutions of a diffusion prior of preset {@code quick} and nothing between them, each in the faster of two orders of its
 * data: what neither a step of its training nor a pass of its use can do without. Holds native memory until it is closed.
 */
public final class PriorConvolutions implements AutoCloseable {
    /** The network of the preset. */
    static final Layout.Settings QUICK = new Layout.Settings(2, 32, List.of(1, 2, 3), 1, List.of(2), 32);

    private final int batch;
    private final int threads;
    private final Convolutions convolutions;

    /**
     * @param batch patches at a time
     * @param side of a patch in pixels
     * @param threads of libtorch
     */
    public PriorConvolutions(int batch, int side, int threads) {
        Libtorch.load();
        this.batch = batch;
        this.threads = threads;
        this.convolutions = Convolutions.of(Layout.of(QUICK), batch, side);
    }

    /** Seconds of a batch forth and back: what a step of training needs at least. */
    public double stepSeconds() {
        Libtorch.useThreads(threads);
        return convolutions.seconds();
    }

    /** Seconds of a patch forth: what a pass needs at least, batch by batch. */
    public double passSeconds() {
        Libtorch.useThreads(threads);
        return convolutions.forwardSeconds() / batch;
    }

    /** Floating-point operations of a batch forth and back. */
    public double stepOperations() {
        return convolutions.operations();
    }

    /** Floating-point operations of a patch forth. */
    public double passOperations() {
        return convolutions.forwardOperations() / batch;
    }

    @Override
    public void close() {
        convolutions.close();
    }
}
