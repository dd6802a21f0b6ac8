package org.polyptych.neural.throughput;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.neural.torch.Libtorch;

/**
 * How fast networks are on this machine beside what bounds them, each pair measured by turns in one run.
 *
 * @param products library and kernels of matrix products
 * @param threads of an operation
 * @param steps of optimisers against products and convolutions
 * @param points encoded, against the bandwidth of the memory
 */
public record NetworkThroughput(String products, int threads, List<StepTiming> steps, List<PointTiming> points) {
    private static final int ROUNDS = 5;
    private static final int MANY_ROUNDS = 15;
    private static final int PTYINR_SIDE = 241;

    /** Sizes of published networks; some minutes on two cores. */
    public static NetworkThroughput measure(int threads) {
        Libtorch.load();
        Libtorch.useThreads(threads);
        List<StepTiming> steps = new ArrayList<>(SirenThroughput.run(512, PTYINR_SIDE, ROUNDS));
        steps.add(UNetThroughput.run(64, 16, 64, ROUNDS));
        steps.add(UNetThroughput.deepPrior(16, 256, MANY_ROUNDS));
        return new NetworkThroughput(
                Libtorch.products(), threads, steps, HashThroughput.run(PTYINR_SIDE, 1 << 25, MANY_ROUNDS));
    }

    /** Small networks; seconds. The figures say little about large ones. */
    public static NetworkThroughput quick(int threads) {
        Libtorch.load();
        Libtorch.useThreads(threads);
        List<StepTiming> steps = new ArrayList<>(SirenThroughput.run(32, 24, 2));
        steps.add(UNetThroughput.run(4, 2, 16, 2));
        steps.add(UNetThroughput.deepPrior(2, 16, 2));
        return new NetworkThroughput(Libtorch.products(), threads, steps, HashThroughput.run(24, 1 << 16, 2));
    }
}
