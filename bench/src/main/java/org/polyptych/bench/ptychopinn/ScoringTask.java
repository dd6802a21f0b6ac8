package org.polyptych.bench.ptychopinn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.neural.Spanned;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Scores a network on a scan by protocol {@code ptychopinn}, on the rectangle that the positions span.
 *
 * @param stage whose network
 * @param on what is scanned
 * @param photons a frame
 * @param disturbance what is not as the scan says
 * @param kept whether the object found is kept beside the figures
 */
record ScoringTask(
        Training.Stage stage, Piece on, double photons, Disturbance disturbance, boolean kept, TrainingTask.Where where)
        implements Task {

    /** In the light that it was taught in, everything as the scan says. */
    static ScoringTask plain(Training.Stage stage, Piece on, boolean kept, TrainingTask.Where where) {
        return new ScoringTask(stage, on, stage.training().photons(), Disturbance.NONE, kept, where);
    }

    @Override
    public String id() {
        return stage.id()
                + "-on-" + on.id()
                + (photons == stage.training().photons() ? "" : "-" + (long) photons)
                + disturbance.id();
    }

    @Override
    public Recipe recipe() {
        return stage.recipe()
                .with(stage.training().arm().name(), Map.of("on", on + ", photons " + photons + ", " + disturbance));
    }

    @Override
    public void check() {
        requireModel(where.folder(), stage);
    }

    /** @throws BadInputException if the training has not been done */
    static void requireModel(Path folder, Training.Stage stage) {
        if (!Files.exists(TrainingTask.model(folder, stage))) {
            throw new BadInputException(stage.id() + " was not trained");
        }
    }

    @Override
    public CellResult run() {
        Scan scan = on.scan(where.data(), photons, disturbance);
        Path model = TrainingTask.model(where.folder(), stage);
        long began = System.nanoTime();
        Result result = Answer.of(model, scan, where.threads());
        double seconds = (System.nanoTime() - began) * 1e-9;
        Spanned spanned = Spanned.of(scan);
        ComplexImage found = spanned.found(result);
        Map<String, Double> scores = new LinkedHashMap<>();
        spanned.evaluated(found).scores().forEach(score -> scores.put(score.key(), score.value()));
        scores.put("frames", (double) scan.frames().count());
        if (kept) {
            NpyFile.write(image(where.folder(), id()), NpyArray.of(new ComplexImage[] {found}));
            NpyFile.write(
                    truth(where.folder(), on),
                    NpyArray.of(new ComplexImage[] {spanned.truth().image()}));
        }
        return ScoredCell.of(this, stage.training(), result, seconds, scores, where);
    }

    /** What was found, of a cell. */
    static Path image(Path folder, String id) {
        return folder.resolve(id + ".npy");
    }

    /** The truth of the same size. */
    static Path truth(Path folder, Piece on) {
        return folder.resolve("truth-" + on.design().name() + "-" + on.id() + ".npy");
    }
}
