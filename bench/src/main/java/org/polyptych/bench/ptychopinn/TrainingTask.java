package org.polyptych.bench.ptychopinn;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Task;
import org.polyptych.core.WholeFile;
import org.polyptych.neural.model.Model;

/** Trains up to a stage, from where the one before ended. Leaves the best network so far by the scan that judges. */
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
        training(List.of()).check();
    }

    @Override
    public CellResult run() {
        Training training = stage.training();
        List<Path> scans = training.pieces().stream()
                .map(piece -> piece.file(where.folder(), where.data(), training.photons()))
                .toList();
        Model model = training(scans).run("bench/run ptychopinn.Tables, " + id(), where.err());
        WholeFile.write(
                model(where.folder(), stage), part -> Files.copy(growing(), part, StandardCopyOption.REPLACE_EXISTING));
        return TrainedCell.of(id(), recipe(), model, training.seed(), where.commit());
    }

    private TimedTraining training(List<Path> scans) {
        Training training = stage.training();
        return new TimedTraining(
                training.arm().engine(),
                training.settings(),
                scans,
                List.of(),
                growing(),
                stage.seconds(),
                training.seed(),
                where.threads());
    }

    /** The network of a stage. */
    static Path model(Path folder, Training.Stage stage) {
        return folder.resolve(stage.id() + ".safetensors");
    }

    private Path growing() {
        return where.folder().resolve(stage.training().id() + ".safetensors");
    }

    /** The log of all stages. */
    static Path log(Path folder, Training training) {
        return folder.resolve(training.id() + ".log");
    }
}
