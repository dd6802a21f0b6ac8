package org.polyptych.neural.ptyinr;

import java.util.List;
import org.polyptych.core.Snapshot;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.train.Gradients;

/** Cuts a gradient that is much longer than those of late: what precedes the sudden losses of sine networks. */
final class Clip {
    private static final String NAME = "gradient_length";
    private static final double KEPT = 0.95;

    private final double times;
    private final Gradients gradients;
    private double mean = Double.NaN;

    /** @param times the recent mean length; 0 for never */
    Clip(double times, Module module) {
        this.times = times;
        this.gradients = new Gradients(List.copyOf(module.parameters().values()));
    }

    /** Cuts the gradient that the parameters have. */
    void cut() {
        if (times == 0) {
            return;
        }
        double norm = gradients.norm();
        if (!Double.isFinite(norm)) {
            return; // the loss is lost too, which is seen to elsewhere
        }
        double most = Double.isNaN(mean) ? norm : times * mean;
        gradients.clip(norm, most);
        mean = Double.isNaN(mean) ? norm : KEPT * mean + (1 - KEPT) * Math.min(norm, most);
    }

    /** As before the first gradient. */
    void forget() {
        mean = Double.NaN;
    }

    void save(Snapshot snapshot) {
        snapshot.doubles().put(NAME, new double[] {mean});
    }

    void restore(Snapshot snapshot) {
        mean = snapshot.doubles().get(NAME)[0];
    }
}
