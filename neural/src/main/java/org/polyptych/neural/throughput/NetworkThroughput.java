package org.polyptych.neural.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.polyptych.neural.siren.SirenShape;
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
    /** Three rounds, or five if they take no more than a minute and a half. */
    private static final Turns.Rounds LARGE = new Turns.Rounds(3, 5, 80);

    private static final Turns.Rounds MEDIUM = new Turns.Rounds(3, 9, 30);
    private static final Turns.Rounds SMALL = new Turns.Rounds(2, 2, 0);
    private static final int POINT_ROUNDS = 15;
    private static final int PTYINR_SIDE = 241;

    /**
     * Sizes of published networks; three to four minutes on two cores, and less on more.
     *
     * @param progress is told what is being measured, a line each time
     */
    public static NetworkThroughput measure(int threads, Consumer<String> progress) {
        Libtorch.load();
        Libtorch.useThreads(threads);
        List<StepTiming> steps = new ArrayList<>(SirenThroughput.run(512, PTYINR_SIDE, LARGE, progress));
        steps.add(UNetThroughput.run(64, 16, 64, MEDIUM, progress));
        steps.add(UNetThroughput.deepPrior(16, 256, MEDIUM, progress));
        steps.add(UNetThroughput.diffusion(32, 16, 64, MEDIUM, progress));
        return new NetworkThroughput(
                Libtorch.products(), threads, steps, HashThroughput.run(PTYINR_SIDE, 1 << 25, POINT_ROUNDS, progress));
    }

    /**
     * A step of sine networks of any shape over a square grid, beside its matrix products.
     *
     * @param networks of that shape
     * @param side of the grid of points
     */
    public static StepTiming sine(SirenShape shape, int networks, int side, int threads, Consumer<String> progress) {
        Libtorch.load();
        Libtorch.useThreads(threads);
        return SirenThroughput.run(shape, networks, side, MEDIUM, progress).getFirst();
    }

    /** Small networks; seconds. The figures say little about large ones. */
    public static NetworkThroughput quick(int threads, Consumer<String> progress) {
        Libtorch.load();
        Libtorch.useThreads(threads);
        List<StepTiming> steps = new ArrayList<>(SirenThroughput.run(32, 24, SMALL, progress));
        steps.add(UNetThroughput.run(4, 2, 16, SMALL, progress));
        steps.add(UNetThroughput.deepPrior(2, 16, SMALL, progress));
        steps.add(UNetThroughput.diffusion(4, 2, 16, SMALL, progress));
        return new NetworkThroughput(Libtorch.products(), threads, steps, HashThroughput.run(24, 1 << 16, 2, progress));
    }
}
