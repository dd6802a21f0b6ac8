package org.polyptych.bench.ptychopinn;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.neural.Spanned;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Scores a network on answers that hardly lie over each other: of the raster of the object that is scored meanwhile, one frame in
 * {@value #EVERY} along each axis, or, where the network takes four, a square of neighbours in place of each. What many answers
 * average out is then seen.
 */
record ApartTask(Training.Stage stage, TrainingTask.Where where) implements Task {
    /** Steps from one answer to the next: 16 pixels under a beam of 22. */
    static final int EVERY = 4;

    private static final int SQUARE = 2;

    @Override
    public String id() {
        return stage.id() + "-apart";
    }

    private Piece piece() {
        return Piece.look(stage.training().design(), stage.training().field());
    }

    @Override
    public Recipe recipe() {
        return stage.recipe().with(stage.training().arm().name(), Map.of("on", piece() + ", every " + EVERY));
    }

    @Override
    public void check() {
        ScoringTask.requireModel(where.folder(), stage);
    }

    /** Along one axis: those whose place in their run of {@value #EVERY} is below a width. */
    private static boolean kept(int place, int width) {
        return place % EVERY < width;
    }

    /** The frames asked, of a raster row by row. */
    static int[] frames(int rows, int columns, int width) {
        return IntStream.range(0, rows * columns)
                .filter(j -> kept(j / columns, width) && kept(j % columns, width))
                .toArray();
    }

    @Override
    public CellResult run() {
        Path model = TrainingTask.model(where.folder(), stage);
        Piece piece = piece();
        int width = Answer.group(model) == 1 ? 1 : SQUARE;
        Scan scan = piece.scan(where.data(), stage.training().photons(), Disturbance.NONE)
                .select(frames(piece.rows(), piece.columns(), width));
        long began = System.nanoTime();
        Result result = Answer.of(model, scan, where.threads());
        double seconds = (System.nanoTime() - began) * 1e-9;
        Spanned spanned = Spanned.of(scan);
        Map<String, Double> scores = new LinkedHashMap<>();
        spanned.evaluated(spanned.found(result)).scores().forEach(score -> scores.put(score.key(), score.value()));
        scores.put("frames", (double) scan.frames().count());
        return ScoredCell.of(this, stage.training(), result, seconds, scores, where);
    }
}
