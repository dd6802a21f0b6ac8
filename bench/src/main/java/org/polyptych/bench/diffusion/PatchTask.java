package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Scored;
import org.polyptych.bench.cells.Task;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;

/**
 * Simulates, reconstructs with the probe known, and scores one cell, all on one thread: the frames are too small and the
 * runs too many for anything else.
 *
 * @param cell what to run
 * @param where how to run it
 */
record PatchTask(PatchCell cell, Where where) implements Task {
    private static final double PIXEL = 10e-9;
    private static final double ENERGY_EV = 10_000;
    private static final double DISTANCE = 0.5;
    private static final String NOISE = "poisson:peak=100000";

    /**
     * What all cells share.
     *
     * @param data the folder of the test data
     * @param seed of noise and engine; patch k takes seed + k
     * @param commit of the code
     * @param models trained networks that recipes name
     */
    record Where(Path data, long seed, String commit, ModelFiles models) {
        /** Without trained networks. */
        Where(Path data, long seed, String commit) {
            this(data, seed, commit, ModelFiles.NONE);
        }
    }

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
        Scan.Truth truth = scan.truth().orElseThrow();
        Result result = reconstruction()
                .run(scan, Optional.of(truth.probe()), Optional.empty(), (report, total, seconds) -> {}, () -> false);
        return Scored.of(this, result, truth, "diffusion", seed(), where.commit());
    }

    /** 1e5 photons at the brightest pixel of the scan. */
    Scan scan() {
        XrayGeometry geometry = new XrayGeometry(Overlap.FRAME, Overlap.FRAME, PIXEL, PIXEL, ENERGY_EV, DISTANCE);
        Positions positions = cell.overlap().positions(geometry);
        Simulation simulation = Simulation.of(
                        geometry,
                        SpecimenPlacement.under(cell.patch().load(where.data()), geometry, positions),
                        cell.beam().probe(where.data(), geometry),
                        positions)
                .named(cell.id(), "diffusion protocol, seed " + seed())
                .noise(NoiseSpec.parse(NOISE))
                .seed(seed());
        try (Parallel one = new Parallel(1)) {
            return simulation.run(one, done -> {});
        }
    }

    private Reconstruction reconstruction() {
        Map<String, String> given = new HashMap<>(where.models().paths(cell.recipe()));
        given.put("probe.known", "true");
        return cell.recipe().reconstruction(given, seed(), 1);
    }

    private long seed() {
        return where.seed() + cell.patch().number();
    }
}
