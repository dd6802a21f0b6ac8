package org.polyptych.physics.metrics;

import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/**
 * The global phase that brings an image's phase closest to a truth's: theta that minimises the sum of (arg(x^ exp(i
 * theta)) - arg x)^2, both phases in (-pi, pi] and their <b>difference not wrapped</b> (PtyINR, equation 10). Where one
 * phase lies beyond the cut and the other before it, the difference is near 2 pi and counts as such.
 *
 * <p>The sum is a parabola in theta between any two phases at which a pixel crosses the cut, so that the minimum is
 * found exactly: the crossings are taken in order, each in constant time.
 *
 * @param theta in radians, from 0 to 2 pi
 */
public record GlobalPhase(double theta) {
    private static final double TURN = 2 * Math.PI;

    /** The best theta for an image and a truth of one size. */
    public static GlobalPhase best(ComplexImage image, ComplexImage truth) {
        Checks.sameSize(image, truth);
        Checks.finite(image, truth);
        int count = image.size();
        double[] phases = new double[count];
        double sum = 0;
        double squares = 0;
        double[] differences = new double[count];
        for (int i = 0; i < count; i++) {
            phases[i] = Math.atan2(image.im()[i], image.re()[i]);
            differences[i] = phases[i] - Math.atan2(truth.im()[i], truth.re()[i]);
            sum += differences[i];
            squares += differences[i] * differences[i];
        }
        int[] order = descending(phases);
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        double from = 0;
        for (int k = 0; k <= count; k++) {
            double to = k < count ? Math.PI - phases[order[k]] : TURN;
            double theta = Math.clamp(-sum / count, from, Math.max(from, to));
            double cost = squares + 2 * theta * sum + count * theta * theta;
            if (cost < least) {
                least = cost;
                best = theta;
            }
            if (k < count) {
                double difference = differences[order[k]];
                sum -= TURN;
                squares += TURN * (TURN - 2 * difference);
                from = to;
            }
        }
        return new GlobalPhase(best);
    }

    /** The phase of the image times exp(i theta), in (-pi, pi]. */
    public RealImage phaseOf(ComplexImage image) {
        RealImage phase = RealImage.zeros(image.rows(), image.columns());
        for (int i = 0; i < phase.size(); i++) {
            double turned = Math.atan2(image.im()[i], image.re()[i]) + theta;
            phase.values()[i] = (float) (turned > Math.PI ? turned - TURN : turned);
        }
        return phase;
    }

    private static int[] descending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[b], values[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
