package org.polyptych.bench.star;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.app.plan.Half;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Scored;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.ptychopinn.Answer;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.StepReport;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.Subject;

/**
 * Reconstructs the even half of the star from a network's image or from a flat object, the beam the same, and keeps how good it
 * was at the start, if a network gave it, and after every iteration: the {@link AmplitudeError} of object and probe as they are
 * then, and the ring correlation with the object of all frames, mean up to half of Nyquist. The loss that an engine tells is
 * left aside: it may be a mean over an iteration in which the object changes.
 *
 * @param training whose network; empty: from a flat object
 * @param engine classical
 */
record StartedTask(Optional<HalfTraining> training, String engine, int iterations, StarHalf star) implements Task {
    static final String LOSS = "amplitude_error.";
    static final String AGREEMENT = "frc.";

    private static final long SEED = 2;

    @Override
    public String id() {
        return "star-" + engine + iterations + "-crop" + star.crop() + "-from-"
                + training.map(HalfTraining::id).orElse("flat");
    }

    /** In a picture. */
    String start() {
        return training.map(HalfTraining::arm).orElse("flat");
    }

    @Override
    public Recipe recipe() {
        Map<String, String> all =
                new LinkedHashMap<>(training.map(t -> t.recipe().settings()).orElse(Map.of()));
        all.put("start", start());
        all.put("loss", "amplitude error of the state"); // what was kept otherwise is run again
        all.put("crop", String.valueOf(star.crop()));
        return new Recipe(engine, engine, iterations, all);
    }

    @Override
    public void check() {
        reconstruction();
        training.ifPresent(t -> {
            if (!Files.exists(t.model())) {
                throw new BadInputException(t.id() + " was not trained");
            }
        });
    }

    private Reconstruction reconstruction() {
        return Reconstruction.with(engine, Map.of(), OptionalInt.of(iterations), SEED, star.threads());
    }

    @Override
    public CellResult run() {
        Scan scan = star.half(Half.EVEN);
        Result target = star.target();
        Map<String, Double> scores = new LinkedHashMap<>();
        try (Parallel parallel = new Parallel(star.threads())) {
            Watch watch = new Watch(scores, new AmplitudeError(scan, false, parallel), target);
            Optional<Specimen> begin = training.map(t -> {
                long before = System.nanoTime();
                Result answer = Answer.of(t.model(), scan, star.threads());
                scores.put("answer.seconds", (System.nanoTime() - before) * 1e-9);
                watch.look(0, answer.specimen(), answer.probe());
                ProductFile.write(answer(), answer);
                return answer.specimen();
            });
            Result result = reconstruction().run(scan, Optional.empty(), begin, watch, () -> false);
            ProductFile.write(star.folder().resolve(id() + ".h5"), result);
            return Scored.of(this, result, scores, SEED, star.commit());
        }
    }

    /** What the network alone makes of the even half. */
    Path answer() {
        return star.folder().resolve(id() + "-answer.h5");
    }

    /** Looks after every iteration, and measures all runs alike. */
    private record Watch(Map<String, Double> scores, AmplitudeError error, Result target) implements Observer {
        @Override
        public void stepped(StepReport report, int total, double seconds) {}

        @Override
        public void paused(int iteration, int total, double seconds, EngineState state) {
            look(iteration, state.specimen(), state.probe());
        }

        void look(int iteration, Specimen object, Probe probe) {
            scores.put(key(LOSS, iteration), error.of(object, probe));
            scores.put(key(AGREEMENT, iteration), agreement(object, target));
        }
    }

    static String key(String what, int iteration) {
        return String.format(Locale.ROOT, "%s%04d", what, iteration);
    }

    private static double agreement(Specimen found, Result target) {
        Subject reference = subject("all frames", target.specimen());
        int side = Math.min(target.specimen().rows(), target.specimen().columns()) / 2;
        return StarPair.of(subject("even frames", found), reference, Placement.AUTOMATIC, side)
                .curve()
                .mean(0.5);
    }

    private static Subject subject(String name, Specimen specimen) {
        return new Subject(name, specimen, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
