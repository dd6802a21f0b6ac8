package org.polyptych.neural.diffusion;

import java.util.List;
import java.util.function.DoubleConsumer;
import org.polyptych.neural.diffusion.Channels.AmplitudePhase;
import org.polyptych.neural.diffusion.Channels.AmplitudePhase.Range;
import org.polyptych.neural.diffusion.Channels.RealImaginary;

/** The {@link Channels} that fit what is learned from. */
final class ObjectStatistics {
    /** Root mean square of the channels of real and imaginary part: that of the data in EDM, and about that of [-1, 1]. */
    private static final double SPREAD = 0.5;

    /** The least half of a range, so that noise of rounding is not blown up: of the amplitude's most, or in rad. */
    private static final double LEAST = 0.005;

    private ObjectStatistics() {}

    static Channels channels(Channels.Kind kind, List<Region> regions) {
        double re = 0;
        double im = 0;
        double squares = 0;
        long count = 0;
        for (Region region : regions) {
            var part = region.cut();
            for (int i = 0; i < part.size(); i++) {
                re += part.re()[i];
                im += part.im()[i];
            }
            squares += part.power();
            count += part.size();
        }
        re /= count;
        im /= count;
        return switch (kind) {
            case REAL_IMAGINARY ->
                new RealImaginary(re, im, Math.sqrt((squares / count - re * re - im * im) / 2) / SPREAD);
            case AMPLITUDE_PHASE -> amplitudePhase(re, im, regions);
        };
    }

    /** Phases are told within half a turn of that of the mean. */
    private static AmplitudePhase amplitudePhase(double re, double im, List<Region> regions) {
        double middle = Math.atan2(im, re);
        Ends amplitude = new Ends();
        Ends phase = new Ends();
        for (Region region : regions) {
            var part = region.cut();
            for (int i = 0; i < part.size(); i++) {
                double r = part.re()[i];
                double m = part.im()[i];
                amplitude.accept(Math.hypot(r, m));
                phase.accept(middle
                        + Math.atan2(
                                m * Math.cos(middle) - r * Math.sin(middle),
                                r * Math.cos(middle) + m * Math.sin(middle)));
            }
        }
        return new AmplitudePhase(re, im, amplitude.range(LEAST * amplitude.most), phase.range(LEAST));
    }

    private static final class Ends implements DoubleConsumer {
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        @Override
        public void accept(double value) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }

        Range range(double leastHalf) {
            double middle = (least + most) / 2;
            double half = Math.max((most - least) / 2, leastHalf);
            return new Range(middle - half, middle + half);
        }
    }
}
