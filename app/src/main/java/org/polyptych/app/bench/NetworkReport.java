package org.polyptych.app.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.polyptych.engines.Version;
import org.polyptych.neural.throughput.NetworkThroughput;
import org.polyptych.neural.throughput.PointTiming;
import org.polyptych.neural.throughput.StepTiming;

/**
 * What {@code bench --networks} prints.
 *
 * @param machine processor, threads, Java
 * @param products library and kernels of matrix products
 * @param steps of optimisers beside matrix products and convolutions
 * @param points encoded a second beside the bandwidth of the memory
 */
public record NetworkReport(String machine, String products, List<StepTiming> steps, List<PointTiming> points) {
    /**
     * Measures.
     *
     * @param quick small networks in seconds instead of those of publications in minutes
     * @param progress is told what is being measured, a line each time
     */
    public static NetworkReport of(int threads, boolean quick, Consumer<String> progress) {
        NetworkThroughput measured =
                quick ? NetworkThroughput.quick(threads, progress) : NetworkThroughput.measure(threads, progress);
        return new NetworkReport(Version.machine(threads), measured.products(), measured.steps(), measured.points());
    }

    /** Two tables in plain text. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s%nmatrix products by %s%n", machine, products));
        text.append(String.format(
                Locale.ROOT,
                "%-26s %-44s %9s %9s %7s %6s %14s%n",
                "step",
                "size",
                "step s",
                "bound s",
                "ratio",
                "best",
                "bound GFLOP/s"));
        for (StepTiming step : steps) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-26s %-44s %9.4f %9.4f %7.2f %6.2f %14.0f%n",
                    step.what(),
                    step.size(),
                    step.seconds(),
                    step.boundSeconds(),
                    step.ratio(),
                    step.bestRatio(),
                    step.boundOperationsPerSecond() * 1e-9));
        }
        text.append(String.format(
                Locale.ROOT,
                "%-26s %-44s %9s %9s %7s %6s %14s%n",
                "points",
                "size",
                "M/s",
                "bound M/s",
                "share",
                "best",
                "GB/s of memory"));
        for (PointTiming point : points) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-26s %-44s %9.2f %9.2f %6.0f%% %5.0f%% %6.1f of %4.1f%n",
                    point.what(),
                    point.size(),
                    point.pointsPerSecond() * 1e-6,
                    point.boundPointsPerSecond() * 1e-6,
                    100 * point.share(),
                    100 * point.bestShare(),
                    point.bytesPerSecond() * 1e-9,
                    point.memoryBytesPerSecond() * 1e-9));
        }
        return text.toString();
    }
}
