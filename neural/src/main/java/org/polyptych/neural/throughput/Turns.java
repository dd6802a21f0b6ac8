package org.polyptych.neural.throughput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.Median;

/** Things that are timed by turns, so that all see the same machine. The first turn warms up and does not count. */
final class Turns {
    private final List<double[]> seconds = new ArrayList<>();

    /** @param rounds that count, 1 or more */
    Turns(int rounds, Runnable... things) {
        for (Runnable thing : things) {
            seconds.add(new double[rounds]);
            thing.run();
        }
        for (int round = 0; round < rounds; round++) {
            for (int k = 0; k < things.length; k++) {
                long begin = System.nanoTime();
                things[k].run();
                seconds.get(k)[round] = (System.nanoTime() - begin) * 1e-9;
            }
        }
    }

    /** Median time of one thing. */
    double median(int thing) {
        return Median.of(seconds.get(thing));
    }

    /** Shortest time of one thing. */
    double best(int thing) {
        return Arrays.stream(seconds.get(thing)).min().orElseThrow();
    }

    /** A step against the faster of several bounds of the same round. */
    StepTiming against(String what, String size, int step, double operations, int... bounds) {
        int rounds = seconds.get(step).length;
        double[] ratios = new double[rounds];
        double[] bound = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            bound[round] = Double.POSITIVE_INFINITY;
            for (int k : bounds) {
                bound[round] = Math.min(bound[round], seconds.get(k)[round]);
            }
            ratios[round] = seconds.get(step)[round] / bound[round];
        }
        double boundSeconds = Median.of(bound);
        return new StepTiming(
                what,
                size,
                median(step),
                boundSeconds,
                Median.of(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                operations / boundSeconds);
    }
}
