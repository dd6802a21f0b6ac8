package org.polyptych.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.app.evaluate.EvaluationJson;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;

/** Scores a result against the truth of its scan, by the protocol {@code aligned}, where there is one. */
final class TruthMetrics {
    private TruthMetrics() {}

    /**
     * The scores. A result that cannot be compared, such as one on other pixels, has a note in their place: a run is not
     * lost for that.
     */
    private static Optional<Evaluation> of(Scan scan, Result result) {
        return scan.truth().map(truth -> {
            AlignedProtocol protocol = new AlignedProtocol();
            try {
                return protocol.evaluate(Comparison.of(result, truth));
            } catch (BadInputException e) {
                return new Evaluation(
                        protocol.name(), List.of(), List.of("not scored: " + e.getMessage()), Optional.empty());
            }
        });
    }

    /**
     * Writes metrics.json if the truth is known.
     *
     * @param name of the result's file, as metrics.json calls it
     * @param beam what is known of the focus, under the key beam; left out if empty
     */
    static Optional<Evaluation> write(Path file, String name, Scan scan, Result result, Map<String, Object> beam)
            throws IOException {
        Optional<Evaluation> evaluation = of(scan, result);
        if (evaluation.isPresent()) {
            Map<String, String> subjects = new LinkedHashMap<>();
            subjects.put("result", name);
            subjects.put("truth", scan.source());
            Files.writeString(file, EvaluationJson.of(subjects, evaluation.get(), beam) + "\n");
        }
        return evaluation;
    }
}
