package org.polyptych.bench.ptyinr;

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
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * Simulates, reconstructs and scores one cell.
 *
 * @param cell what to run
 * @param where how to run it
 */
record CellTask(Cell cell, Where where) implements Task {
    /** The engine that makes its own random start, of the network's weights too. */
    static final String NETWORK = "ptyinr";

    /**
     * What all cells share.
     *
     * @param data the folder of the test data
     * @param threads of a run; they do not change the result
     * @param commit of the code
     * @param images where what was found is kept; not kept if empty
     */
    record Where(Path data, int threads, String commit, Optional<Path> images) {}

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
        Scan scan = scan();
        CellScores scores = new CellScores(scan, cell.setup().known());
        Result result = run(scan, Observer.NONE);
        where.images()
                .ifPresent(folder -> scores.withoutRaster(result.specimen(), result.probe())
                        .map(found -> CellImages.of(scores.comparison(found.specimen(), found.probe())))
                        .orElseGet(() -> CellImages.of(scores.comparison(result.specimen(), result.probe())))
                        .write(folder, id()));
        return Scored.of(
                this,
                result,
                scores.of(result.specimen(), result.probe()),
                cell.start().seed(),
                where.commit());
    }

    Scan scan() {
        return CellScan.simulate(cell.setup(), where.data(), cell.start().seed());
    }

    /** @param scan of {@link #scan} */
    Result run(Scan scan, Observer observer) {
        Scan.Truth truth = scan.truth().orElseThrow();
        Reconstruction recipe = reconstruction();
        Optional<Probe> probe = ownRandom()
                ? Optional.empty()
                : cell.setup().known() == Setup.Known.PROBE
                        ? Optional.of(truth.probe())
                        : cell.start().probe(scan, recipe.run().probe());
        Optional<Specimen> specimen =
                cell.setup().known() == Setup.Known.OBJECT ? Optional.of(truth.specimen()) : Optional.empty();
        return recipe.run(scan, probe, specimen, observer, () -> false);
    }

    private Reconstruction reconstruction() {
        Map<String, String> given = new LinkedHashMap<>();
        switch (cell.setup().known()) {
            case PROBE -> given.put("probe.known", "true");
            case OBJECT -> given.put("object.known", "true");
            case NOTHING -> {}
        }
        if (cell.setup().light() == Setup.Light.PARTIAL) {
            given.put("probe.modes", String.valueOf(CellScan.MODES));
        }
        if (ownRandom()) {
            given.put(NETWORK + ".start", "random");
        }
        return cell.recipe().reconstruction(given, cell.start().seed(), where.threads());
    }

    private boolean ownRandom() {
        return cell.start().kind() == Start.Kind.RANDOM
                && cell.recipe().engines().contains(NETWORK);
    }
}
