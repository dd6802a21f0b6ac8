package org.polyptych.app.report;

import java.util.Arrays;

/**
 * A loss that was looked at now and then during a run, the run's clock standing still meanwhile.
 *
 * @param iterations completed, rising
 * @param seconds of all iterations so far
 * @param losses as many
 */
public record LossCurve(int[] iterations, double[] seconds, double[] losses) {
    /** Nothing looked at yet. */
    public static final LossCurve EMPTY = new LossCurve(new int[0], new double[0], new double[0]);

    public LossCurve {
        if (iterations.length != seconds.length || iterations.length != losses.length) {
            throw new IllegalArgumentException("a curve needs as many iterations as seconds and losses");
        }
    }

    /** With a point at its end; points of that iteration and later ones, of a run that was killed, are dropped. */
    public LossCurve with(int iteration, double second, double loss) {
        int kept = (int) Arrays.stream(iterations).filter(i -> i < iteration).count();
        int[] i = Arrays.copyOf(iterations, kept + 1);
        double[] s = Arrays.copyOf(seconds, kept + 1);
        double[] l = Arrays.copyOf(losses, kept + 1);
        i[kept] = iteration;
        s[kept] = second;
        l[kept] = loss;
        return new LossCurve(i, s, l);
    }
}
