package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Scored;
import org.polyptych.bench.cells.Task;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Simulates, reconstructs and scores one cell.
 *
 * @param cell what to run
 * @param where how to run it
 */
record CellTask(Cell cell, Where where) implements Task {
    /**
     * What all cells share.
     *
     * @param data the folder of the test data
     * @param seed of noise and engine
     * @param threads of a run; they do not change the result
     * @param commit of the code
     */
    record Where(Path data, long seed, int threads, String commit) {}

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
        Scan scan = CellScan.simulate(cell, where.data(), where.seed());
        Scan.Truth truth = scan.truth().orElseThrow();
        Optional<Probe> probe = cell.known() == Cell.Known.PROBE ? Optional.of(truth.probe()) : Optional.empty();
        Result result =
                reconstruction().run(scan, probe, Optional.empty(), (report, total, seconds) -> {}, () -> false);
        return Scored.of(this, result, truth, "ptyinr", where.seed(), where.commit());
    }

    private Reconstruction reconstruction() {
        Map<String, String> given = cell.known() == Cell.Known.PROBE ? Map.of("probe.known", "true") : Map.of();
        return cell.recipe().reconstruction(given, where.seed(), where.threads());
    }
}
