package org.polyptych.bench.star;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Scored;
import org.polyptych.bench.cells.Task;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Reconstructs a cell and keeps the result as a product beside its figures: what it is compared with may be made later.
 *
 * @param cell what to run
 * @param where how to run it
 */
record StarTask(StarCell cell, Where where) implements Task {
    /**
     * What all cells share.
     *
     * @param scans the data
     * @param folder of the products
     * @param seed of the engines
     * @param threads of a run
     * @param commit of the code
     */
    record Where(StarScans scans, Path folder, long seed, int threads, String commit) {}

    @Override
    public String id() {
        return cell.id();
    }

    @Override
    public Recipe recipe() {
        return cell.recipe();
    }

    @Override
    public void check() {
        reconstruction();
    }

    @Override
    public CellResult run() {
        int[] frames = where.scans().frames(cell.part());
        Reconstruction reconstruction = reconstruction();
        Scan scan = reconstruction.prepare(where.scans().exposed(cell.dose()).select(frames), frames);
        Result result = reconstruction.run(scan, Optional.empty(), Optional.empty(), Observer.NONE, () -> false);
        ProductFile.write(product(where.folder(), cell), result);
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("frames", (double) scan.frames().count());
        return Scored.of(this, result, scores, where.seed(), where.commit());
    }

    /** Where a cell's result is kept. */
    static Path product(Path folder, StarCell cell) {
        return folder.resolve(cell.id() + ".h5");
    }

    private Reconstruction reconstruction() {
        return cell.recipe().reconstruction(Map.of(), where.seed(), where.threads());
    }
}
