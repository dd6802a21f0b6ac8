package org.polyptych.bench.ptychopinn;

import java.time.LocalDate;
import java.util.Map;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Task;
import org.polyptych.engines.Version;
import org.polyptych.physics.Result;

/** What is kept of a network's answer. */
final class ScoredCell {
    private ScoredCell() {}

    /** @param seconds that the answer took */
    static CellResult of(
            Task task,
            Training training,
            Result answer,
            double seconds,
            Map<String, Double> scores,
            TrainingTask.Where where) {
        return new CellResult(
                task.id(),
                task.recipe().text(),
                "",
                1,
                training.seed(),
                Answer.settings(answer),
                where.commit(),
                Version.machine(where.threads()),
                LocalDate.now().toString(),
                seconds,
                answer.losses()[answer.losses().length - 1],
                scores);
    }
}
