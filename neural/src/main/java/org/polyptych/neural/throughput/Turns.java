package org.polyptych.neural.throughput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.polyptych.core.Median;

/**
 * Steps and ways of doing what bounds them, timed by turns so that all see the same machine. The first turn warms up and does
 * not count; ways that take far longer in it than the fastest have no further turn.
 */
final class Turns {
    /** Ways that are further from the fastest than this in the first turn are not the fastest. */
    private static final double HOPELESS = 1.25;
    /** The fastest of the first turn go on. */
    private static final int MOST_WAYS = 4;

    private final List<double[]> steps = new ArrayList<>();
    private final double[] bound;

    /**
     * How many turns count.
     *
     * @param least 1 or more
     * @param most no more than these
     * @param seconds after which no turn begins once there are {@code least}
     */
    record Rounds(int least, int most, double seconds) {}

    /**
     * @param what is timed, for the lines of progress
     * @param ways to do what bounds the steps: each does it once and says how many seconds it took
     * @param steps that are bounded by it
     */
    Turns(String what, Rounds rounds, Consumer<String> progress, List<DoubleSupplier> ways, List<Runnable> steps) {
        long begin = System.nanoTime();
        progress.accept(what + ": warming up");
        double[] first = ways.stream().mapToDouble(DoubleSupplier::getAsDouble).toArray();
        double[] sorted = Arrays.stream(first).sorted().toArray();
        double slowest = Math.min(HOPELESS * sorted[0], sorted[Math.min(MOST_WAYS, sorted.length) - 1]);
        List<DoubleSupplier> fast = new ArrayList<>();
        for (int k = 0; k < first.length; k++) {
            if (first[k] <= slowest) {
                fast.add(ways.get(k));
            }
        }
        steps.forEach(Runnable::run);
        List<double[]> taken = new ArrayList<>();
        for (int round = 0; round < rounds.most(); round++) {
            double so = (System.nanoTime() - begin) * 1e-9;
            if (round >= rounds.least() && so > rounds.seconds()) {
                break;
            }
            progress.accept(
                    String.format(Locale.ROOT, "%s: round %d of %d, %.0f s", what, round + 1, rounds.most(), so));
            double[] seconds = new double[1 + steps.size()];
            seconds[0] =
                    fast.stream().mapToDouble(DoubleSupplier::getAsDouble).min().orElseThrow();
            for (int k = 0; k < steps.size(); k++) {
                seconds[1 + k] = seconds(steps.get(k));
            }
            taken.add(seconds);
        }
        bound = taken.stream().mapToDouble(seconds -> seconds[0]).toArray();
        for (int k = 0; k < steps.size(); k++) {
            int at = 1 + k;
            this.steps.add(taken.stream().mapToDouble(seconds -> seconds[at]).toArray());
        }
    }

    /** Seconds that something takes. */
    static double seconds(Runnable thing) {
        long begin = System.nanoTime();
        thing.run();
        return (System.nanoTime() - begin) * 1e-9;
    }

    /** Rounds that counted. */
    int rounds() {
        return bound.length;
    }

    /** A step against the fastest way of the same round. */
    StepTiming against(String what, String size, int step, double operations) {
        double[] seconds = steps.get(step);
        double[] ratios = new double[bound.length];
        Arrays.setAll(ratios, round -> seconds[round] / bound[round]);
        double boundSeconds = Median.of(bound);
        return new StepTiming(
                what,
                size,
                Median.of(seconds),
                boundSeconds,
                Median.of(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                operations / boundSeconds);
    }
}
