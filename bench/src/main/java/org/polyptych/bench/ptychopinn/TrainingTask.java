package org.polyptych.bench.ptychopinn;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.app.job.ResultFolder.Existing;
import org.polyptych.app.train.ModelPlace;
import org.polyptych.app.train.TrainJob;
import org.polyptych.app.train.TrainRequest;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Task;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.Trainers;

/**
 * Trains up to a time, by what the command {@code train} does: killed and started again it goes on from its last checkpoint,
 * and a later stage from where the one before ended. Leaves the best network so far by the scan that judges.
 */
record TrainingTask(Training.Stage stage, Where where) implements Task {
    /**
     * What all tasks share.
     *
     * @param folder of cells, scans, models
     * @param data the folder of the test data
     * @param threads of libtorch
     * @param commit of the code
     * @param err gets the progress
     */
    record Where(Path folder, Path data, int threads, String commit, PrintWriter err) {}

    @Override
    public String id() {
        return stage.id();
    }

    @Override
    public Recipe recipe() {
        return stage.recipe();
    }

    @Override
    public void check() {
        request(List.of());
    }

    @Override
    public CellResult run() {
        Training training = stage.training();
        List<String> scans = training.pieces().stream()
                .map(piece -> piece.file(where.folder(), where.data(), training.photons())
                        .toString())
                .toList();
        Path growing = growing(where.folder(), training);
        new TrainJob(request(scans), ModelPlace.at(growing, Existing.RESUME), where.err())
                .run("bench/run ptychopinn.Tables, " + id(), () -> false);
        if (!Files.exists(growing)) {
            throw new BadInputException("no round was done in " + stage.seconds() + " s");
        }
        WholeFile.write(
                model(where.folder(), stage), part -> Files.copy(growing, part, StandardCopyOption.REPLACE_EXISTING));
        return result(ModelFile.read(growing));
    }

    private CellResult result(Model model) {
        Map<String, String> facts = model.facts();
        Map<String, Double> scores = new LinkedHashMap<>();
        number(facts, "validationLoss").ifPresent(loss -> scores.put("validation", loss));
        number(facts, "rounds").ifPresent(round -> scores.put("rounds.best", round));
        number(facts, "steps").ifPresent(steps -> scores.put("steps.best", steps));
        return new CellResult(
                id(),
                recipe().text(),
                "",
                Integer.parseInt(facts.get("completed")),
                stage.training().seed(),
                model.settings(),
                where.commit(),
                facts.get("machine"),
                LocalDate.now().toString(),
                number(facts, "seconds").orElse(Double.NaN),
                number(facts, "trainingLoss").orElse(Double.NaN),
                scores);
    }

    private static Optional<Double> number(Map<String, String> facts, String name) {
        return Optional.ofNullable(facts.get(name)).map(Double::valueOf);
    }

    private TrainRequest request(List<String> scans) {
        Training training = stage.training();
        Map<String, String> settings = new LinkedHashMap<>(training.settings());
        settings.put("stop.seconds", String.valueOf(stage.seconds()));
        settings.put("checkpoint.keep", "true");
        return TrainRequest.of(
                Trainers.named(training.arm().engine()),
                scans,
                List.of(),
                List.of(),
                Optional.empty(),
                settings,
                OptionalInt.empty(),
                training.seed(),
                where.threads(),
                Device.CPU);
    }

    /** The network of a stage. */
    static Path model(Path folder, Training.Stage stage) {
        return folder.resolve(stage.id() + ".safetensors");
    }

    private static Path growing(Path folder, Training training) {
        return folder.resolve(training.id() + ".safetensors");
    }

    /** The log of all stages. */
    static Path log(Path folder, Training training) {
        return folder.resolve(training.id() + ".log");
    }
}
