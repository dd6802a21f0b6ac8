package org.polyptych.bench.ptychopinn;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.neural.model.Model;

/** What is kept of a training. */
public final class TrainedCell {
    private TrainedCell() {}

    /**
     * @param model the best network, with the facts of how it was made
     * @param commit of the code
     */
    public static CellResult of(String id, Recipe recipe, Model model, long seed, String commit) {
        Map<String, Double> scores = new LinkedHashMap<>();
        TimedTraining.number(model, "validationLoss").ifPresent(loss -> scores.put("validation", loss));
        TimedTraining.number(model, "rounds").ifPresent(round -> scores.put("rounds.best", round));
        TimedTraining.number(model, "steps").ifPresent(steps -> scores.put("steps.best", steps));
        return new CellResult(
                id,
                recipe.text(),
                "",
                Integer.parseInt(model.facts().get("completed")),
                seed,
                model.settings(),
                commit,
                model.facts().get("machine"),
                LocalDate.now().toString(),
                TimedTraining.number(model, "seconds").orElse(Double.NaN),
                TimedTraining.number(model, "trainingLoss").orElse(Double.NaN),
                scores);
    }
}
