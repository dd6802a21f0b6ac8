package org.polyptych.bench.diffusion;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.ptychopinn.TimedTraining;
import org.polyptych.bench.ptychopinn.TrainedCell;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.Trainers;
import org.polyptych.neural.train.TrainingRun;

/**
 * Trains an arm up to a time or to its end. Killed and started again it goes on from its last checkpoint, and with more time
 * from where it ended.
 *
 * @param arm what is trained
 * @param seconds 0: to the end that its preset has
 * @param more settings beside the arm's
 */
record NetworkTask(Arm arm, int seconds, Map<String, String> more, Where where) implements Task {
    /**
     * What all trainings share.
     *
     * @param folder of cells, networks, and what they learn from
     * @param data the folder of the test data
     * @param beam of the scans that U-Nets learn for
     * @param seed of the trainers
     * @param threads of libtorch
     * @param commit of the code
     * @param err gets the progress
     */
    record Where(Path folder, Path data, Beam beam, long seed, int threads, String commit, PrintWriter err) {}

    NetworkTask {
        more = Map.copyOf(more);
    }

    @Override
    public String id() {
        return arm.text() + "-at" + (seconds == 0 ? "end" : String.valueOf(seconds));
    }

    /** What decides what comes out. */
    @Override
    public Recipe recipe() {
        Map<String, String> all = new LinkedHashMap<>(arm.settings(more));
        all.put("learns", arm.subject().text());
        all.put("beam", where.beam().name());
        all.put("seed", String.valueOf(where.seed()));
        all.put("seconds", String.valueOf(seconds));
        return new Recipe(arm.text(), arm.trainer(), Recipe.OWN, all);
    }

    @Override
    public void check() {
        training(List.of(), List.of()).check();
        if (Files.exists(model())) {
            requireSame(ModelFile.read(model(), arm.trainer()));
        }
    }

    /** A training goes on as it began; what is there of another one stays. */
    private void requireSame(Model there) {
        TrainerProvider provider = Trainers.named(arm.trainer());
        Map<String, String> given = new LinkedHashMap<>();
        arm.settings(more)
                .forEach((key, value) -> given.put(key.substring(arm.trainer().length() + 1), value));
        Map<String, String> wanted =
                SettingsReader.write(SettingsReader.read(provider.settingsType(), arm.trainer(), given));
        wanted.forEach((key, value) -> require(key, value, there.settings().get(key)));
        require("seed", String.valueOf(where.seed()), there.facts().get(TrainingRun.MADE + "seed"));
    }

    private void require(String key, String wanted, String there) {
        if (!wanted.equals(there)) {
            throw new BadInputException(model() + ": is there with " + key + "=" + there + ", asked for is " + wanted
                    + "; take another folder for another training");
        }
    }

    @Override
    public CellResult run() {
        TimedTraining training = training(
                arm.scans(where.folder(), where.data(), where.beam()),
                arm.subject().lessons(where.folder(), where.data()));
        return TrainedCell.of(
                id(),
                recipe(),
                training.run("bench/run diffusion.Networks, " + id(), where.err()),
                where.seed(),
                where.commit());
    }

    private TimedTraining training(List<Path> scans, List<Path> images) {
        return new TimedTraining(
                arm.trainer(),
                arm.settings(more),
                scans,
                List.of(),
                images,
                model(),
                seconds,
                where.seed(),
                where.threads());
    }

    /** The network as far as it has come. */
    Path model() {
        return where.folder().resolve(arm.text() + ".safetensors");
    }
}
