package org.polyptych.bench.cells;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Protocol;

/** A finished run, scored. */
public final class Scored {
    private Scored() {}

    /**
     * @param task what was run
     * @param protocol to score by
     * @param seed of noise and engine
     * @param commit of the code
     * @throws org.polyptych.core.BadInputException if the result cannot be scored
     */
    public static CellResult of(Task task, Result result, Scan.Truth truth, String protocol, long seed, String commit) {
        Map<String, Double> scores = new LinkedHashMap<>();
        Protocol.named(protocol)
                .evaluate(Comparison.of(result, truth))
                .scores()
                .forEach(score -> scores.put(score.key(), score.value()));
        return of(task, result, scores, seed, commit);
    }

    /** The same with figures of the caller's own, for data without a truth. */
    public static CellResult of(Task task, Result result, Map<String, Double> scores, long seed, String commit) {
        Result.Provenance provenance = result.provenance();
        return new CellResult(
                task.id(),
                task.recipe().text(),
                "",
                provenance.iterations(),
                seed,
                provenance.settings(),
                commit,
                provenance.machine(),
                LocalDate.now().toString(),
                provenance.seconds(),
                result.losses()[result.losses().length - 1],
                scores);
    }
}
