package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Scored;
import org.polyptych.bench.cells.Task;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Protocol;
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
record PatchTask(PatchCell cell, Where where) implements SeededTask {
    private static final double PIXEL = 10e-9;
    private static final double ENERGY_EV = 10_000;
    private static final double DISTANCE = 0.5;
    static final String NOISE = "poisson:peak=100000";

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
        return scored(this, found(scan), scan.truth().orElseThrow());
    }

    /** What the method makes of the scan. */
    Result found(Scan scan) {
        return reconstruction()
                .run(scan, scan.truth().map(Scan.Truth::probe), Optional.empty(), Observer.NONE, () -> false);
    }

    /** The protocol's figures; of several samples also how their deviation goes with the error. */
    CellResult scored(Task task, Result result, Scan.Truth truth) {
        Comparison comparison = Comparison.of(result, truth);
        Map<String, Double> scores = new LinkedHashMap<>();
        Protocol.named("diffusion")
                .evaluate(comparison)
                .scores()
                .forEach(score -> scores.put(score.key(), score.value()));
        scores.putAll(Deviation.of(result, truth));
        return Scored.of(task, result, scores, seed(), where.commit());
    }

    /** 1e5 photons at the brightest pixel of the scan. */
    Scan scan() {
        XrayGeometry geometry = new XrayGeometry(Overlap.FRAME, Overlap.FRAME, PIXEL, PIXEL, ENERGY_EV, DISTANCE);
        Positions positions = cell.placement().positions(cell.overlap(), geometry);
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

    @Override
    public long seed() {
        return where.seed() + cell.patch().number();
    }
}
