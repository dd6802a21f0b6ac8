package org.polyptych.neural.patterns;

import java.util.function.UnaryOperator;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.simulation.GaussianBlur;

/** One step on the way from what a detector counts to what a network is given. */
public sealed interface PatternStep {
    /**
     * The patterns after it. What it must know of all patterns, it finds out now.
     *
     * @throws BadInputException if they cannot be so prepared
     */
    Patterns apply(Patterns from);

    /** Pixels are left out at each edge. */
    record Crop(
            @Setting(value = "0", doc = "pixels left out at each edge, 0 or more")
            int edge) implements PatternStep {
        public Crop {
            require(edge >= 0, "edge must be 0 or more, got " + edge);
        }

        @Override
        public Patterns apply(Patterns from) {
            return new Chosen(from, edge, 1, from.rows() - 2 * edge, from.columns() - 2 * edge);
        }
    }

    /** Each pattern by itself is blurred by a Gaussian, mirrored at its edges, truncated at 4 sigma. */
    record Blur(
            @Setting(value = "1", doc = "standard deviation in pixels, above 0 to 100")
            double sigma) implements PatternStep {
        public Blur {
            require(sigma > 0 && sigma <= 100, "sigma must be above 0 and at most 100, got " + sigma);
        }

        @Override
        public Patterns apply(Patterns from) {
            return new Changed(from, frame -> {
                GaussianBlur.mirrored(frame, from.rows(), from.columns(), sigma);
                return frame;
            });
        }
    }

    /** Only every so many-th pixel stays. */
    record Pick(
            @Setting(value = "1", doc = "pixels from one that stays to the next, 1 or more")
            int step,

            @Setting(value = "0", doc = "the first that stays, from 0 on")
            int first)
            implements PatternStep {
        public Pick {
            require(step >= 1, "step must be 1 or more, got " + step);
            require(first >= 0 && first < step, "first must be 0 to step - 1, got " + first);
        }

        @Override
        public Patterns apply(Patterns from) {
            return new Chosen(
                    from,
                    first,
                    step,
                    Math.ceilDiv(from.rows() - first, step),
                    Math.ceilDiv(from.columns() - first, step));
        }
    }

    /** Values below a limit become 0. */
    record Threshold(
            @Setting(value = "0", doc = "the least value that stays")
            double least) implements PatternStep {
        @Override
        public Patterns apply(Patterns from) {
            return values(from, value -> value < least ? 0 : value);
        }
    }

    /** From each pixel its mean over all patterns is subtracted. */
    record Centre() implements PatternStep {
        @Override
        public Patterns apply(Patterns from) {
            double[] mean = new double[from.rows() * from.columns()];
            for (int j = 0; j < from.count(); j++) {
                float[] frame = from.frame(j);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += frame[i];
                }
            }
            return new Changed(from, frame -> {
                for (int i = 0; i < mean.length; i++) {
                    frame[i] = (float) (frame[i] - mean[i] / from.count());
                }
                return frame;
            });
        }
    }

    /** All values are divided by their standard deviation over all pixels of all patterns. */
    record Standard() implements PatternStep {
        @Override
        public Patterns apply(Patterns from) {
            double mean = total(from, value -> value) / pixels(from);
            double variance = total(from, value -> (value - mean) * (value - mean)) / pixels(from);
            return scaled(from, 1 / Math.sqrt(variance));
        }
    }

    /**
     * Each pattern by itself is multiplied so that its sum of squares is this; one of zeros stays. Its brightness then is not
     * to be seen any more: what a network says of amplitudes is relative to it ({@link PatternPreparation#relative}).
     */
    record Each(
            @Setting(value = "1", doc = "sum of squares of each pattern, above 0")
            double sum) implements PatternStep {
        public Each {
            require(sum > 0, "sum must be above 0, got " + sum);
        }

        @Override
        public Patterns apply(Patterns from) {
            return new Changed(from, frame -> {
                double power = 0;
                for (float value : frame) {
                    power += (double) value * value;
                }
                double factor = power > 0 ? Math.sqrt(sum / power) : 0;
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (float) (factor * frame[i]);
                }
                return frame;
            });
        }
    }

    /** Values become their power of this exponent, with their sign: below 1 it lifts what is weak. */
    record Lift(
            @Setting(value = "0.5", doc = "exponent, above 0 to 4")
            double exponent) implements PatternStep {
        public Lift {
            require(exponent > 0 && exponent <= 4, "exponent must be above 0 and at most 4, got " + exponent);
        }

        @Override
        public Patterns apply(Patterns from) {
            // a power takes ten times as long as a root
            return exponent == 0.5
                    ? values(from, value -> Math.copySign(Math.sqrt(Math.abs(value)), value))
                    : values(from, value -> Math.copySign(Math.pow(Math.abs(value), exponent), value));
        }
    }

    /** All values are multiplied so that the mean over patterns of the sum of squares is this. */
    record Power(
            @Setting(value = "1", doc = "mean over patterns of the sum of squares, above 0")
            double sum) implements PatternStep {
        public Power {
            require(sum > 0, "sum must be above 0, got " + sum);
        }

        @Override
        public Patterns apply(Patterns from) {
            double power = total(from, value -> value * value) / from.count();
            return scaled(from, Math.sqrt(sum / power));
        }
    }

    /** What becomes of one number. */
    @FunctionalInterface
    interface Law {
        double of(double value);
    }

    private static double pixels(Patterns from) {
        return (double) from.count() * from.rows() * from.columns();
    }

    private static double total(Patterns from, Law law) {
        double sum = 0;
        for (int j = 0; j < from.count(); j++) {
            double ofFrame = 0;
            for (float value : from.frame(j)) {
                ofFrame += law.of(value);
            }
            sum += ofFrame;
        }
        return sum;
    }

    private static Patterns scaled(Patterns from, double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(
                    "the patterns cannot be prepared for a network: they are all 0, all alike, or not" + " finite");
        }
        return values(from, value -> value * factor);
    }

    private static Patterns values(Patterns from, Law law) {
        return new Changed(from, frame -> {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (float) law.of(frame[i]);
            }
            return frame;
        });
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Patterns of the same size, each changed by itself. */
    record Changed(Patterns from, UnaryOperator<float[]> change) implements Patterns {
        @Override
        public int count() {
            return from.count();
        }

        @Override
        public int rows() {
            return from.rows();
        }

        @Override
        public int columns() {
            return from.columns();
        }

        @Override
        public float[] frame(int index) {
            return change.apply(from.frame(index));
        }
    }

    /** Of each pattern the pixels first + k step along both axes. */
    record Chosen(Patterns from, int first, int step, int rows, int columns) implements Patterns {
        public Chosen {
            if (rows < 1 || columns < 1) {
                throw new BadInputException(
                        "patterns of " + from.rows() + " x " + from.columns() + " pixels are too small"
                                + " for what the network was taught with: nothing would be left of them");
            }
        }

        @Override
        public int count() {
            return from.count();
        }

        @Override
        public float[] frame(int index) {
            float[] whole = from.frame(index);
            float[] chosen = new float[rows * columns];
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    chosen[y * columns + x] = whole[(first + y * step) * from.columns() + first + x * step];
                }
            }
            return chosen;
        }
    }
}
