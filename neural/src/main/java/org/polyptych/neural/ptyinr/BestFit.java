package org.polyptych.neural.ptyinr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.polyptych.core.Snapshot;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.train.Adam;

/**
 * Keeps the weights of the best iteration, which are what is reported, and goes back to them when a fit is lost: sine networks
 * now and then lose all at once, and mostly find it again by themselves. It is lost when its loss is not a number, or has been
 * {@value #MUCH} times the best, and above half of the first, for {@value #PATIENCE} iterations on end. Adam then forgets what
 * it knew, and the rates are halved.
 */
final class BestFit {
    private static final int MUCH = 4;
    private static final int PATIENCE = 50;
    private static final double NEARLY_ALL = 0.5;

    private static final String OPTIMISER = "optimiser";

    private final Map<String, Module> modules;
    private final List<Adam> optimisers;
    private final Clip clip;
    private Map<String, float[]> kept = Map.of();
    private Map<String, float[]> now = Map.of();
    /** After several steps of one iteration: the best, unless the next loss says that the last of them went wrong. */
    private Map<String, float[]> pending = Map.of();

    private boolean lossIsOfStart;
    private double first = Double.NaN;
    private double best = Double.POSITIVE_INFINITY;
    private int lost;
    private int falls;

    /** @param clip null for none */
    BestFit(Map<String, Module> modules, List<Adam> optimisers, Clip clip) {
        this.modules = modules;
        this.optimisers = optimisers;
        this.clip = clip;
    }

    /** Before an iteration. @param one whether it takes a single step, so that its loss is that of the weights as they are */
    void before(boolean one) {
        lossIsOfStart = one;
        now = values();
    }

    /** After it. @return what happened, if anything did */
    Optional<String> after(double loss) {
        if (Double.isNaN(first)) {
            first = loss;
        }
        if (!pending.isEmpty()) {
            kept = loss <= MUCH * best ? pending : kept;
            pending = Map.of();
        }
        if (loss < best) {
            best = loss;
            if (lossIsOfStart || kept.isEmpty()) {
                kept = now;
            }
            if (!lossIsOfStart) {
                pending = values();
            }
            lost = 0;
            return Optional.empty();
        }
        boolean bad = !Double.isFinite(loss) || loss > MUCH * best && loss > NEARLY_ALL * first;
        lost = bad ? lost + 1 : 0;
        if (kept.isEmpty() || Double.isFinite(loss) && lost < PATIENCE) {
            return Optional.empty();
        }
        set(kept);
        forget();
        falls++;
        lost = 0;
        return Optional.of("the fit was lost: back to the best weights, at half the rates");
    }

    private void forget() {
        optimisers.forEach(Adam::forget);
        if (clip != null) {
            clip.forget();
        }
    }

    /** The best loss so far. */
    double loss() {
        return best;
    }

    /** The weights of it; empty before the first iteration. */
    Map<String, float[]> kept() {
        return pending.isEmpty() || !isFinite(pending) ? kept : pending;
    }

    private static boolean isFinite(Map<String, float[]> weights) {
        for (float[] some : weights.values()) {
            for (float value : some) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Forgets all, as before the first iteration; the weights stay. */
    void restart() {
        kept = Map.of();
        first = Double.NaN;
        best = Double.POSITIVE_INFINITY;
        lost = 0;
        falls = 0;
        pending = Map.of();
        forget();
    }

    /** Frames lie elsewhere: losses so far are of another problem. */
    void movedOn() {
        best = Double.POSITIVE_INFINITY;
        lost = 0;
    }

    /** What is left of the rates. */
    double share() {
        return Math.scalb(1.0, -falls);
    }

    /** Evaluates something with weights; with those that are there if none are given. */
    <T> T at(Map<String, float[]> weights, Supplier<T> something) {
        if (weights.isEmpty()) {
            return something.get();
        }
        Map<String, float[]> here = values();
        set(weights);
        try {
            return something.get();
        } finally {
            set(here);
        }
    }

    private Map<String, float[]> values() {
        Map<String, float[]> all = new LinkedHashMap<>();
        modules.forEach((name, module) -> module.values().forEach((inner, v) -> all.put(name + "." + inner, v)));
        return all;
    }

    /** Puts weights in the place of those that are there. */
    void set(Map<String, float[]> all) {
        modules.forEach((name, module) -> {
            Map<String, float[]> own = new LinkedHashMap<>();
            String before = name + ".";
            all.forEach((key, v) -> {
                if (key.startsWith(before)) {
                    own.put(key.substring(before.length()), v);
                }
            });
            module.set(own);
        });
    }

    void save(Snapshot snapshot) {
        snapshot.floats().put("weights", values().values().toArray(float[][]::new));
        snapshot.floats()
                .put("best_weights", kept.values().stream().map(float[]::clone).toArray(float[][]::new));
        snapshot.floats()
                .put(
                        "pending_weights",
                        pending.values().stream().map(float[]::clone).toArray(float[][]::new));
        snapshot.doubles().put("best", new double[] {first, best});
        snapshot.longs().put("fit", new long[] {lost, falls});
        for (int k = 0; k < optimisers.size(); k++) {
            Snapshot own = new Snapshot();
            optimisers.get(k).save(own);
            snapshot.add(prefix(k), own);
        }
    }

    void restore(Snapshot snapshot) {
        set(named(snapshot.floats().get("weights")));
        float[][] saved = snapshot.floats().get("best_weights");
        kept = saved.length == 0 ? Map.of() : named(saved);
        float[][] after = snapshot.floats().get("pending_weights");
        pending = after.length == 0 ? Map.of() : named(after);
        first = snapshot.doubles().get("best")[0];
        best = snapshot.doubles().get("best")[1];
        lost = (int) snapshot.longs().get("fit")[0];
        falls = (int) snapshot.longs().get("fit")[1];
        for (int k = 0; k < optimisers.size(); k++) {
            optimisers.get(k).restore(snapshot.part(prefix(k)));
        }
    }

    private static String prefix(int optimiser) {
        return OPTIMISER + optimiser + "_";
    }

    /** Arrays by the names of the weights, in whose order they are. */
    Map<String, float[]> named(float[][] arrays) {
        Map<String, float[]> all = new LinkedHashMap<>();
        int next = 0;
        for (String name : values().keySet()) {
            all.put(name, arrays[next++]);
        }
        return all;
    }
}
