package org.polyptych.bench.ptychopinn;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Task;
import org.polyptych.engines.Version;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * Asks a network about patches one by one, and counts those that it shows turned by 180 degrees. A patch is what it makes of
 * one frame alone, or, where it takes several, of one group of neighbours alone, nothing stitched with others.
 */
record MirrorTask(Training.Stage stage, TrainingTask.Where where) implements Task {
    /** Patches asked for, at most. */
    private static final int PATCHES = 100;

    @Override
    public String id() {
        return stage.id() + "-mirrored";
    }

    @Override
    public Recipe recipe() {
        return stage.recipe().with(stage.training().arm().name(), Map.of("on", piece() + ", patches " + PATCHES));
    }

    private Piece piece() {
        return Piece.look(stage.training().design(), stage.training().field());
    }

    @Override
    public void check() {
        ScoringTask.requireModel(where.folder(), stage);
    }

    @Override
    public CellResult run() {
        Piece piece = piece();
        Scan scan = piece.scan(where.data(), stage.training().photons(), Disturbance.NONE);
        Path model = TrainingTask.model(where.folder(), stage);
        boolean alone = Answer.group(model) == 1;
        // the last row and column have no neighbours behind them
        int places = (piece.rows() - 1) * (piece.columns() - 1);
        int patches = Math.min(PATCHES, places);
        long began = System.nanoTime();
        int flipped = 0;
        double straight = 0;
        double turned = 0;
        for (int k = 0; k < patches; k++) {
            int place = (int) ((long) k * places / patches);
            int frame = place / (piece.columns() - 1) * piece.columns() + place % (piece.columns() - 1);
            int[] frames = alone
                    ? new int[] {frame}
                    : new int[] {frame, frame + 1, frame + piece.columns(), frame + piece.columns() + 1};
            Mirrored patch = patch(Answer.of(model, scan.select(frames), where.threads()), scan, frame);
            flipped += patch.flipped() ? 1 : 0;
            straight += patch.straight() / patches;
            turned += patch.turned() / patches;
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("patches", (double) patches);
        scores.put("flipped", (double) flipped / patches);
        scores.put("correlation", straight);
        scores.put("correlation.turned", turned);
        return new CellResult(
                id(),
                recipe().text(),
                "",
                patches,
                stage.training().seed(),
                Map.of(),
                where.commit(),
                Version.machine(where.threads()),
                LocalDate.now().toString(),
                (System.nanoTime() - began) * 1e-9,
                Double.NaN,
                scores);
    }

    /** In the light of a frame. */
    private static Mirrored patch(Result result, Scan scan, int frame) {
        Specimen truth = scan.truth().orElseThrow().specimen();
        Specimen found = result.specimen();
        double y = scan.positions().y()[frame];
        double x = scan.positions().x()[frame];
        return Mirrored.about(
                found.image(),
                (int) Math.rint(found.rowOf(y)),
                (int) Math.rint(found.columnOf(x)),
                truth.image(),
                (int) Math.rint(truth.rowOf(y)),
                (int) Math.rint(truth.columnOf(x)),
                Design.RADIUS * scan.frames().rows());
    }
}
