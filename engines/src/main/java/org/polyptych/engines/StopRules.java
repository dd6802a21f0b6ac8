package org.polyptych.engines;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a run should end early. A function of the {@link History} alone, so that a resumed run ends where the
 * uninterrupted one does; only the budget depends on the clock.
 */
final class StopRules {
    private static final int NONE = -1;

    private final StopSettings settings;
    private final String unit;
    private final String checkName;
    /** The loss that has to be undercut, and the iteration that set it. */
    private double reference = Double.POSITIVE_INFINITY;

    private int referenceIteration;
    private int seen;
    /** Number of the look that has to be undercut, and of looks seen. */
    private int least = NONE;

    private int looked;

    StopRules(StopSettings settings) {
        this(settings, "iteration", "the loss of the held-out frames");
    }

    /**
     * @param unit what a step is called
     * @param checkName whose loss {@link History#check} is told
     */
    StopRules(StopSettings settings, String unit, String checkName) {
        this.settings = settings;
        this.unit = unit;
        this.checkName = checkName;
    }

    /**
     * What the first iterations did is no reason to end: neither a plateau, nor held-out losses above the best of theirs, which
     * networks that have just learned to give back a result do not reach at once.
     */
    void judgeFrom(int iteration) {
        looked = iteration / settings.every();
        seen = iteration;
        referenceIteration = iteration;
    }

    /** The reason to end now, if there is one. */
    Optional<Stop> reason(History history) {
        if (history.losses().size() == 0) {
            return Optional.empty();
        }
        return budget(history).or(() -> plateau(history)).or(() -> heldOut(history));
    }

    private Optional<Stop> budget(History history) {
        if (settings.seconds() == 0 || history.seconds() < settings.seconds()) {
            return Optional.empty();
        }
        return Optional.of(new Stop(
                Stop.Cause.BUDGET,
                String.format(
                        Locale.ROOT,
                        "the budget stop.seconds=%s was used up after %s %d",
                        settings.seconds(),
                        unit,
                        history.losses().size())));
    }

    private Optional<Stop> plateau(History history) {
        if (settings.plateau() == 0) {
            return Optional.empty();
        }
        for (; seen < history.losses().size(); seen++) {
            double loss = history.losses().get(seen);
            if (loss < reference * (1 - settings.tolerance())) {
                reference = loss;
                referenceIteration = seen + 1;
            }
        }
        if (seen - referenceIteration < settings.plateau()) {
            return Optional.empty();
        }
        return Optional.of(new Stop(
                Stop.Cause.PLATEAU,
                String.format(
                        Locale.ROOT,
                        "plateau: since %s %d the loss has not fallen by the share stop.tolerance=%s",
                        unit,
                        referenceIteration,
                        settings.tolerance())));
    }

    private Optional<Stop> heldOut(History history) {
        LossList looks = history.looks();
        for (; looked < looks.size(); looked++) {
            if (least == NONE || looks.get(looked) < looks.get(least)) {
                least = looked;
            }
        }
        int above = looked - 1 - least;
        if (least == NONE || above < settings.patience()) {
            return Optional.empty();
        }
        return Optional.of(new Stop(
                Stop.Cause.HELD_OUT,
                String.format(
                        Locale.ROOT,
                        "%s was above its best, %.5g after %s %d, %d times in a row",
                        checkName,
                        looks.get(least),
                        unit,
                        (least + 1) * settings.every(),
                        above)));
    }
}
