package org.polyptych.neural.ptyinr;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.polyptych.core.Snapshot;

/**
 * Several short runs from other random weights before the long one, which goes on from the best of them: with little overlap
 * some weights lead to a wrong object from which there is no way out, and within a hundred iterations their loss says so. The
 * networks must be smaller than the data, or a low loss means nothing.
 */
final class Trials {
    private static final String BEST = "trial_weights";
    private static final String NUMBERS = "trial";

    private final int count;
    private final int each;
    private final BestFit fit;
    private final Redraw redraw;
    private Map<String, float[]> best = Map.of();
    private double loss = Double.POSITIVE_INFINITY;
    private int chosen;

    /** Draws other weights. */
    interface Redraw {
        /** @param trial from 1; that of trial 0 are there */
        void draw(int trial);
    }

    /**
     * @param count of trials; 1 for none
     * @param each iterations a trial
     */
    Trials(int count, int each, BestFit fit, Redraw redraw) {
        this.count = count;
        this.each = each;
        this.fit = fit;
        this.redraw = redraw;
    }

    /** Iterations that they take together. */
    int iterations() {
        return count == 1 ? 0 : count * each;
    }

    /** Iterations of the weights that are worked on, of their trial and of what comes after it; from 1. */
    int own(int iteration) {
        if (iterations() == 0) {
            return iteration;
        }
        return iteration <= iterations() ? (iteration - 1) % each + 1 : iteration - iterations() + each;
    }

    /** The loss of the best trial that has ended; not a number if none has. */
    double loss() {
        return best.isEmpty() ? Double.NaN : loss;
    }

    /** Evaluates something with the best weights of all. */
    <T> T at(Supplier<T> something) {
        return fit.at(!best.isEmpty() && loss < fit.loss() ? best : fit.kept(), something);
    }

    /** Before an iteration, counted from 1. */
    void before(int iteration) {
        if (iteration > 1 && iteration <= iterations() && (iteration - 1) % each == 0) {
            redraw.draw((iteration - 1) / each);
        }
    }

    /** After it. */
    Optional<String> after(int iteration) {
        if (iteration > iterations() || iteration % each != 0) {
            return Optional.empty();
        }
        if (fit.loss() < loss || best.isEmpty()) {
            loss = fit.loss();
            best = fit.kept();
            chosen = iteration / each;
        }
        fit.restart();
        if (iteration < iterations()) {
            return Optional.empty();
        }
        if (!best.isEmpty()) {
            fit.set(best);
        }
        best = Map.of();
        return Optional.of("goes on from trial " + chosen + " of " + count + ", of the least loss");
    }

    void save(Snapshot snapshot) {
        snapshot.floats().put(BEST, best.values().stream().map(float[]::clone).toArray(float[][]::new));
        snapshot.doubles().put(NUMBERS, new double[] {loss, chosen});
    }

    void restore(Snapshot snapshot) {
        float[][] saved = snapshot.floats().get(BEST);
        best = saved.length == 0 ? Map.of() : fit.named(saved);
        loss = snapshot.doubles().get(NUMBERS)[0];
        chosen = (int) snapshot.doubles().get(NUMBERS)[1];
    }
}
