package org.polyptych.physics.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.physics.metrics.FourierRingCorrelation;

/**
 * What a protocol says of a comparison.
 *
 * @param protocol its name
 * @param scores in the order in which they are to be read
 * @param notes what was assumed, cut or left out, a line each
 * @param curve ring correlation of the objects, where the protocol makes one
 */
public record Evaluation(
        String protocol, List<Score> scores, List<String> notes, Optional<FourierRingCorrelation> curve) {

    /** The figure of a key. */
    public double value(String key) {
        return scores.stream()
                .filter(score -> score.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no score " + key + " in protocol " + protocol
                        + "; it has " + scores.stream().map(Score::key).toList()))
                .value();
    }

    /** Whether there is such a figure. */
    public boolean has(String key) {
        return scores.stream().anyMatch(score -> score.key().equals(key));
    }

    /** Collects scores and notes. */
    static final class Sheet {
        private final String protocol;
        private final List<Score> scores = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private FourierRingCorrelation curve;

        Sheet(String protocol, Comparison comparison) {
            this.protocol = protocol;
            notes.addAll(comparison.notes());
        }

        void score(String key, double value, String unit, String meaning) {
            scores.add(new Score(key, value, unit, meaning));
        }

        void note(String line) {
            notes.add(line);
        }

        void curve(FourierRingCorrelation correlation) {
            curve = correlation;
        }

        Evaluation finished() {
            return new Evaluation(protocol, List.copyOf(scores), List.copyOf(notes), Optional.ofNullable(curve));
        }
    }
}
