package org.polyptych.bench.star;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.ptychopinn.TimedTraining;
import org.polyptych.bench.ptychopinn.TrainedCell;

/**
 * Teaches a network with the odd half of the star.
 *
 * @param arm the trainer
 */
record HalfTraining(String arm, int seconds, StarHalf star) implements Task {
    private static final String SUPERVISED = "ptychonn";
    private static final long SEED = 1;

    @Override
    public String id() {
        return "star-" + arm + "-crop" + star.crop() + "-of" + seconds;
    }

    Path model() {
        return star.folder().resolve(id() + ".safetensors");
    }

    @Override
    public Recipe recipe() {
        Map<String, String> all = new LinkedHashMap<>(settings());
        all.put("scans", "odd frames of " + star.file().getFileName() + ", crop " + star.crop());
        all.put("seconds", String.valueOf(seconds));
        return new Recipe(arm, arm, Recipe.OWN, all);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = TimedTraining.reduced(arm);
        settings.put(arm + ".rounds", "1000000");
        settings.putAll(TimedTraining.patient(arm));
        return settings;
    }

    @Override
    public void check() {
        training(List.of(), List.of()).check();
    }

    @Override
    public CellResult run() {
        List<Path> objects = arm.equals(SUPERVISED) ? List.of(star.object()) : List.of();
        TimedTraining training = training(List.of(star.teaching()), objects);
        return TrainedCell.of(
                id(), recipe(), training.run("bench/run star.StarStart, " + id(), star.err()), SEED, star.commit());
    }

    private TimedTraining training(List<Path> scans, List<Path> objects) {
        return new TimedTraining(arm, settings(), scans, objects, model(), seconds, SEED, star.threads());
    }
}
