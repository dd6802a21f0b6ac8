package org.polyptych.bench.dgp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Scored;
import org.polyptych.bench.cells.Task;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Reconstructs a trial's scan and judges it, on the way and at the end. The result is kept as a product beside the cell, and how
 * the run went as a {@link Course}.
 *
 * @param trial what is reconstructed
 * @param recipe how
 * @param seed of the engines; noise of scans has seeds of its own
 * @param where it happens
 */
record Run(JudgedTrial trial, Recipe recipe, long seed, Where where) implements Task {
    private static final String PRODUCT = ".h5";

    @Override
    public String id() {
        return trial.id() + "-" + recipe.name() + "-seed" + seed;
    }

    @Override
    public void check() {
        reconstruction().requireFiles();
    }

    @Override
    public CellResult run() {
        Scan scan = where.scan(trial);
        Reconstruction reconstruction = reconstruction();
        Scan prepared = reconstruction.prepare(scan);
        Judge judge = trial.judge(prepared, where);
        CourseWatch watch = new CourseWatch(judge);
        Result result = reconstruction.run(prepared, Optional.empty(), Optional.empty(), watch, () -> false);
        ProductFile.write(where.file(id(), PRODUCT), result);
        watch.course().write(where.file(id(), Course.SUFFIX));
        Map<String, Double> scores = new LinkedHashMap<>(judge.atEnd(result));
        scores.put("frames", (double) scan.frames().count());
        return Scored.of(this, result, scores, seed, where.commit());
    }

    private Reconstruction reconstruction() {
        return recipe.reconstruction(trial.given(), seed, where.threads());
    }

    /** What came out, if it was run by this recipe. */
    Optional<CellResult> cell(CellFolder folder) {
        return folder.result(id(), recipe);
    }

    /** How it went; only where there is a cell that did not fail. */
    Course course() {
        return Course.read(where.file(id(), Course.SUFFIX));
    }

    /** What it found; only where there is a cell that did not fail. */
    Result result() {
        return ProductFile.read(where.file(id(), PRODUCT));
    }
}
