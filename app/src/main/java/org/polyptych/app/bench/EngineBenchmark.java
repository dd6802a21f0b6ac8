package org.polyptych.app.bench;

import java.util.Map;
import java.util.TreeMap;
import org.polyptych.core.Median;
import org.polyptych.core.Parallel;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Engines;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Scan;

/**
 * Times an engine against the bound of two Fourier transforms a frame and probe mode on all threads. Bound and engine
 * are measured by turns, so that both see the same machine; medians over the rounds are reported. An object of several
 * slices needs more at each border between two: {@link EngineProvider#transformsAtBorder()}.
 */
public final class EngineBenchmark {
    private static final int TRANSFORMS_A_FRAME = 2;
    private static final int ROUNDS = 7;
    private static final double BOUND_SECONDS = 0.3;
    private static final double ENGINE_SECONDS = 0.6;
    private static final double WARM_UP_SECONDS = 3;

    private EngineBenchmark() {}

    /**
     * What was measured.
     *
     * @param engine with the settings that differ from the default
     * @param size of a frame in pixels, square
     * @param frames in the scan
     * @param positions {@code whole} or {@code sub-pixel}
     * @param modes of the probe, times the states of the object
     * @param slices of the object
     * @param threads used
     * @param microsecondsPerTransform of one thread while all are busy
     * @param boundFramesPerSecond two transforms a frame and mode on all threads, nothing else
     * @param framesPerSecond of the engine
     * @param share of the bound, the median of the ratios of the rounds
     * @param transforms that the engine's definition needs, a frame and mode, where the probe is unknown, slices included
     * @param shareOfOwn of the bound that these set
     */
    public record Timing(
            String engine,
            int size,
            int frames,
            String positions,
            int modes,
            int slices,
            int threads,
            double microsecondsPerTransform,
            double boundFramesPerSecond,
            double framesPerSecond,
            double share,
            int transforms,
            double shareOfOwn) {}

    /** @param settings of the engine, qualified, beyond the defaults */
    public static Timing run(
            String engine, Map<String, String> settings, int size, int frames, boolean subPixel, int threads) {
        return run(engine, settings, BenchScan.of(size, frames, subPixel), subPixel ? "sub-pixel" : "whole", threads);
    }

    /**
     * On a scan of one's own.
     *
     * @param scan with square frames, and a start for the probe
     * @param positions what is said of its positions
     */
    public static Timing run(String engine, Map<String, String> settings, Scan scan, String positions, int threads) {
        int size = scan.geometry().rows();
        int frames = scan.frames().count();
        Reconstruction recipe = Reconstruction.with(engine, settings, 1, 1, threads);
        int modes = recipe.run().probe().modes() * recipe.run().object().modes();
        int slices = recipe.run().object().slices();
        int atLeast = TRANSFORMS_A_FRAME * modes;
        double[] transform = new double[ROUNDS];
        double[] rate = new double[ROUNDS];
        double[] share = new double[ROUNDS];
        try (Parallel parallel = new Parallel(threads);
                FftBound bound = new FftBound(size, parallel);
                EngineSession session = recipe.begin(scan)) {
            bound.secondsPerTransform(BOUND_SECONDS);
            secondsPerIteration(session, WARM_UP_SECONDS);
            for (int round = 0; round < ROUNDS; round++) {
                transform[round] = bound.secondsPerTransform(BOUND_SECONDS);
                rate[round] = frames / secondsPerIteration(session, ENGINE_SECONDS);
                share[round] = rate[round] * atLeast * transform[round] / threads;
            }
        }
        double seconds = Median.of(transform);
        EngineProvider provider = Engines.named(engine);
        int transforms = provider.transforms() + provider.transformsAtBorder() * (slices - 1);
        String label = new TreeMap<>(settings)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).reduce(engine, (a, b) -> a + " " + b);
        return new Timing(
                label,
                size,
                frames,
                positions,
                modes,
                slices,
                threads,
                seconds * 1e6,
                threads / (atLeast * seconds),
                Median.of(rate),
                Median.of(share),
                transforms,
                Median.of(share) * transforms / TRANSFORMS_A_FRAME);
    }

    private static double secondsPerIteration(EngineSession session, double atLeast) {
        long begin = System.nanoTime();
        int iterations = 0;
        double elapsed = 0;
        while (elapsed < atLeast) {
            session.step();
            iterations++;
            elapsed = (System.nanoTime() - begin) * 1e-9;
        }
        return elapsed / iterations;
    }
}
