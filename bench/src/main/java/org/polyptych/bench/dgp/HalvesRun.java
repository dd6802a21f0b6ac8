package org.polyptych.bench.dgp;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.app.evaluate.ResultsCompared;
import org.polyptych.app.plan.Half;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Scored;
import org.polyptych.bench.cells.Task;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.SpecimenPlacement;

/**
 * Reconstructs the odd and the even frames of a trial apart, with seeds of their own, each from a flat object with noise of its
 * own, and keeps both results beside a cell with their agreement.
 *
 * @param trial what is reconstructed
 * @param recipe how
 * @param seed the halves take the two that follow it
 * @param where it happens
 */
record HalvesRun(Trial trial, Recipe recipe, long seed, Where where) implements Task {
    /** Seconds of the even half; those of the cell are of the odd one. */
    static final String SECONDS = "even.seconds";

    /** Standard deviation of the complex noise of the start, relative to the flat object's 1. */
    private static final double NOISE = 0.05;

    private static final long STREAM = -31;

    @Override
    public String id() {
        return trial.id() + "-" + recipe.name() + "-seed" + seed;
    }

    @Override
    public void check() {
        reconstruction(Half.ODD).requireFiles();
    }

    @Override
    public CellResult run() {
        Scan prepared = reconstruction(Half.ODD).prepare(where.scan(trial));
        Map<Half, Result> results = new EnumMap<>(Half.class);
        for (Half half : Half.values()) {
            Scan part = prepared.select(half.indices(prepared.frames().count()));
            Result result = reconstruction(half)
                    .run(part, Optional.empty(), Optional.of(start(half, prepared)), Observer.NONE, () -> false);
            ProductFile.write(where.file(id(), suffix(half)), result);
            results.put(half, result);
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        ResultsCompared.of("odd", results.get(Half.ODD), "even", results.get(Half.EVEN))
                .scores()
                .forEach(score -> scores.put(score.key(), score.value()));
        scores.put(SECONDS, results.get(Half.EVEN).provenance().seconds());
        scores.put("frames", (double) prepared.frames().count());
        return Scored.of(this, results.get(Half.ODD), scores, seed, where.commit());
    }

    /** What a half has given; only where there is a cell that did not fail. */
    Result result(Half half) {
        return ProductFile.read(where.file(id(), suffix(half)));
    }

    private static String suffix(Half half) {
        return "-" + half + ".h5";
    }

    private long seed(Half half) {
        return seed + (half == Half.ODD ? 1 : 2);
    }

    private Reconstruction reconstruction(Half half) {
        return recipe.reconstruction(trial.given(), seed(half), where.threads());
    }

    /** As large as the object of all frames, so that both halves have the same pixels. */
    private Specimen start(Half half, Scan all) {
        int[] needed = SpecimenPlacement.needed(all.geometry(), all.positions());
        int margin = 2 * reconstruction(half).objectMargin(all);
        ComplexImage image = ComplexImage.zeros(needed[0] + margin, needed[1] + margin);
        RandomStream random = new RandomStream(seed(half), STREAM);
        double each = NOISE / Math.sqrt(2);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) (1 + each * random.gaussian());
            image.im()[i] = (float) (each * random.gaussian());
        }
        return SpecimenPlacement.under(image, all.geometry(), all.positions());
    }
}
