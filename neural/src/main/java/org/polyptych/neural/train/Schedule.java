package org.polyptych.neural.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.core.settings.NamedRecord;
import org.polyptych.core.settings.Setting;

/**
 * How the rate of learning changes: a factor of it, for each step. Typed as {@code cosine} or
 * {@code plateau:patience=3,by=0.5}. A function of what it is given alone, so that it needs no saving.
 */
public sealed interface Schedule {
    /** What can be typed. */
    Map<String, Class<? extends Schedule>> KINDS = kinds();

    private static Map<String, Class<? extends Schedule>> kinds() {
        Map<String, Class<? extends Schedule>> kinds = new LinkedHashMap<>();
        kinds.put("constant", Constant.class);
        kinds.put("cosine", Cosine.class);
        kinds.put("exponential", Exponential.class);
        kinds.put("steps", Steps.class);
        kinds.put("plateau", Plateau.class);
        return kinds;
    }

    /**
     * Reads what is typed.
     *
     * @throws org.polyptych.core.BadInputException for what is not known or out of range
     */
    static Schedule parse(String text) {
        return NamedRecord.parse("schedule", text, KINDS);
    }

    /** Steps during which the rate rises from 0, in equal parts; 0: none. */
    int warmUp();

    /**
     * After the warm-up.
     *
     * @param progress of the rest of the steps, 0 to 1
     * @param step from 0, counted from the end of the warm-up
     * @param watched the losses that tell whether it still learns, of every round or check so far
     */
    double after(double progress, long step, List<Double> watched);

    /** Whether the number of all steps decides what a step does, so that a training cannot be made longer later. */
    default boolean needsEnd() {
        return false;
    }

    /**
     * The factor of a step: (step + 1) / warmUp at first, then what the kind says.
     *
     * @param step those done before it
     * @param steps of the whole training
     * @param watched losses so far of data set apart, or where there are none of the training, a round each
     */
    default double factor(long step, long steps, List<Double> watched) {
        if (step < warmUp()) {
            return (step + 1.0) / warmUp();
        }
        long rest = Math.max(1, steps - warmUp());
        return after(Math.min(1, (double) (step - warmUp()) / rest), step - warmUp(), watched);
    }

    /** Always 1. */
    record Constant(
            @Setting(value = "0", doc = "steps during which the rate rises from 0; 0: none")
            int warmUp) implements Schedule {
        public Constant {
            requireWarmUp(warmUp);
        }

        @Override
        public double after(double progress, long step, List<Double> watched) {
            return 1;
        }
    }

    /** end + (1 - end) (1 + cos(pi progress)) / 2 (Loshchilov and Hutter, ICLR 2017, equation 5, without restarts). */
    record Cosine(
            @Setting(value = "0", doc = "share of the rate that is left at the end")
            double end,

            @Setting(value = "0", doc = "steps during which the rate rises from 0; 0: none")
            int warmUp)
            implements Schedule {
        public Cosine {
            requireWarmUp(warmUp);
            if (!(end >= 0 && end <= 1)) {
                throw new IllegalArgumentException("end must be 0 to 1, got " + end);
            }
        }

        @Override
        public double after(double progress, long step, List<Double> watched) {
            return end + (1 - end) * (1 + Math.cos(Math.PI * progress)) / 2;
        }

        @Override
        public boolean needsEnd() {
            return true;
        }
    }

    /** end^progress. */
    record Exponential(
            @Setting(value = "0.01", doc = "share of the rate that is left at the end")
            double end,

            @Setting(value = "0", doc = "steps during which the rate rises from 0; 0: none")
            int warmUp)
            implements Schedule {
        public Exponential {
            requireWarmUp(warmUp);
            if (!(end > 0 && end <= 1)) {
                throw new IllegalArgumentException("end must be above 0 and at most 1, got " + end);
            }
        }

        @Override
        public double after(double progress, long step, List<Double> watched) {
            return Math.pow(end, progress);
        }

        @Override
        public boolean needsEnd() {
            return true;
        }
    }

    /** by^k after k times so many steps. */
    record Steps(
            @Setting(value = "1000", doc = "steps after which the rate changes, again and again")
            int every,

            @Setting(value = "0.5", doc = "the factor by which it changes")
            double by,

            @Setting(value = "0", doc = "steps during which the rate rises from 0; 0: none")
            int warmUp)
            implements Schedule {
        public Steps {
            requireWarmUp(warmUp);
            if (every < 1) {
                throw new IllegalArgumentException("every must be 1 or more steps, got " + every);
            }
            requireFactor(by);
        }

        @Override
        public double after(double progress, long step, List<Double> watched) {
            return Math.pow(by, step / every);
        }
    }

    /**
     * by^k after the watched loss k times has not fallen for so many checks; a change begins the count anew.
     */
    record Plateau(
            @Setting(value = "3", doc = "checks without a new best loss after which the rate changes")
            int patience,

            @Setting(value = "0.5", doc = "the factor by which it changes")
            double by,

            @Setting(value = "0.001", doc = "the rate never falls below this share")
            double least,

            @Setting(value = "0", doc = "steps during which the rate rises from 0; 0: none")
            int warmUp)
            implements Schedule {
        public Plateau {
            requireWarmUp(warmUp);
            if (patience < 1) {
                throw new IllegalArgumentException("patience must be 1 or more checks, got " + patience);
            }
            requireFactor(by);
            if (!(least >= 0 && least <= 1)) {
                throw new IllegalArgumentException("least must be 0 to 1, got " + least);
            }
        }

        @Override
        public double after(double progress, long step, List<Double> watched) {
            double factor = 1;
            double best = Double.POSITIVE_INFINITY;
            int since = 0;
            for (double loss : watched) {
                since = loss < best ? 0 : since + 1;
                best = Math.min(best, loss);
                if (since == patience) {
                    factor *= by;
                    since = 0;
                }
            }
            return Math.max(factor, least);
        }
    }

    private static void requireWarmUp(int warmUp) {
        if (warmUp < 0) {
            throw new IllegalArgumentException("warmUp must be 0 or more steps, got " + warmUp);
        }
    }

    private static void requireFactor(double by) {
        if (!(by > 0 && by <= 1)) {
            throw new IllegalArgumentException("by must be above 0 and at most 1, got " + by);
        }
    }
}
