package org.polyptych.engines;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Snapshot;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.beam.BeamCurvature;

/** A {@link Reconstruction} at work on a scan: held-out frames set apart, gone on from a checkpoint, watched, written down. */
final class ReconstructionRun {
    private static final String STARTED = "started";
    private static final String PROCESSOR = "processor";
    private static final String BUILD = "build";

    private final Reconstruction recipe;
    private final Scan scan;
    private final Optional<Probe> probe;
    private final Optional<Specimen> specimen;
    private final RunControl control;
    private final WatchedFrames frames;
    private final History history = new History();
    /** By the loss of the held-out frames; empty if none were looked at. */
    private Optional<BestEstimate> best = Optional.empty();

    private final Map<String, String> identity;
    private final String build;
    private String started =
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();

    ReconstructionRun(
            Reconstruction recipe, Scan scan, Optional<Probe> probe, Optional<Specimen> specimen, RunControl control) {
        this.recipe = recipe;
        this.frames = new WatchedFrames(scan.frames());
        this.scan = scan.withFrames(frames);
        this.probe = probe;
        this.specimen = specimen;
        this.control = control;
        this.identity = Identity.of(recipe);
        this.build = Version.build(recipe.chain().providers());
    }

    Outcome run() {
        StopSettings stop = recipe.run().stop();
        int[] order = FrameOrder.of(scan);
        HeldOut.Split split = HeldOut.Split.of(
                scan.select(order), stop.holdOut(), recipe.run().seed());
        int[] used = Arrays.stream(split.used()).map(k -> order[k]).toArray();
        int[] heldPlaces = Arrays.stream(split.heldOut()).map(k -> order[k]).toArray();
        Conditions conditions = StartingConditions.of(recipe.run(), scan);
        long begun = System.nanoTime();
        try (EngineSession session =
                recipe.begin(split.scan(), split.usedScan(), probe, specimen, conditions, used, scan.positions())) {
            // of an engine that teaches networks as it begins
            long prepared = System.nanoTime() - begun;
            Optional<HeldOut> heldOut = split.any()
                    ? Optional.of(new HeldOut(
                            split.heldOutScan(),
                            recipe.run().positions().round(),
                            heldPlaces,
                            session.parallel(),
                            recipe.keeping(split.scan(), specimen)
                                    .share(split.heldOut().length, scan.frames().count())))
                    : Optional.empty();
            heldOut.ifPresent(session::follow);
            identity.putAll(Identity.of(recipe.run(), scan, frames, probe, specimen));
            control.resume().ifPresent(checkpoint -> resume(checkpoint.get(), session));
            Stop end = drive(session, heldOut, stop, prepared);
            heldOut.ifPresent(held -> checkLast(held, session, stop));
            return new Outcome(result(order, split, session, end), end, session.completed(), history.checks());
        }
    }

    private Stop drive(EngineSession session, Optional<HeldOut> heldOut, StopSettings stop, long prepared) {
        Driver driver =
                new Driver(session, recipe.iterations(), history, stop, control.observer(), control.cancelled());
        driver.prepared(prepared);
        driver.judgingFrom(recipe.lastBegins());
        driver.noting(control.notes());
        driver.pausing(iteration ->
                control.observer().paused(iteration, recipe.iterations(), history.seconds(), session.state()));
        heldOut.ifPresent(held -> driver.checking(iteration -> {
            if (iteration % stop.every() == 0) {
                check(held, session);
            }
        }));
        if (control.checkpoints().isEmpty()) {
            return driver.run();
        }
        CheckpointSettings settings = recipe.run().checkpoint();
        try (Checkpoints checkpoints =
                new Checkpoints(settings, control.checkpoints().get(), control.notes())) {
            driver.checkpointing(h -> checkpoints.stepped(session.completed(), () -> checkpoint(session)));
            Stop end = driver.run();
            if (session.completed() > 0 && (end.unfinished() || settings.keep())) {
                checkpoints.last(() -> checkpoint(session));
            }
            return end;
        }
    }

    /**
     * The last iteration is looked at too, wherever it lies between checks; after the last checkpoint was made, so that
     * a run that goes on from there has the checks of one that never stopped.
     */
    private void checkLast(HeldOut held, EngineSession session, StopSettings stop) {
        if (session.completed() > 0 && session.completed() % stop.every() != 0) {
            check(held, session);
        }
    }

    private void check(HeldOut held, EngineSession session) {
        Conditions conditions = session.conditions();
        double[] geometry = session.geometryValues();
        double loss = held.loss(session.state(), conditions, session.geometry(geometry));
        if (history.check(session.completed(), loss)) {
            best = Optional.of(new BestEstimate(
                    session.completed(),
                    session.state().specimen(),
                    session.state().probe(),
                    session.positions(),
                    session.heldOutPositions().orElseThrow(),
                    conditions,
                    session.intensities(),
                    geometry,
                    session.madeFrom(),
                    session.state().deviation()));
        }
        control.observer().checked(session.completed(), loss);
    }

    private Checkpoint checkpoint(EngineSession session) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(STARTED, started);
        facts.put(PROCESSOR, Version.processor());
        facts.put(BUILD, build);
        Snapshot past = history.save();
        best.ifPresent(kept -> kept.save(past));
        return new Checkpoint(identity, facts, session.completed(), session.save(), past);
    }

    private void resume(Checkpoint checkpoint, EngineSession session) {
        recipe.checkResumable(checkpoint);
        Identity.check(checkpoint, identity);
        try {
            session.restore(checkpoint.state());
            history.restore(checkpoint.history());
            best = history.best()
                    .map(look -> BestEstimate.restored(checkpoint.history(), look.iteration(), session.state()));
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw new BadInputException(
                    "the checkpoint does not hold what the engine needs; start anew with --overwrite", e);
        }
        history.resumed(session.completed());
        started = checkpoint.facts().getOrDefault(STARTED, started);
        control.notes()
                .accept(String.format(
                        Locale.ROOT,
                        "resumed after iteration %d, which took %.1f s",
                        session.completed(),
                        history.seconds()));
        String processor = checkpoint.facts().getOrDefault(PROCESSOR, Version.processor());
        if (!processor.equals(Version.processor())) {
            control.notes()
                    .accept("the run was begun on another processor (" + processor
                            + "): the result may differ in the last bits from one that was not interrupted");
        }
        String begun = checkpoint.facts().getOrDefault(BUILD, build);
        if (!begun.equals(build)) {
            control.notes()
                    .accept("the run was begun by another build of the program (" + begun + ", this is " + build
                            + "): the result may differ from one that was not interrupted");
        }
    }

    /**
     * @param order of the scan's frames in the split
     */
    private Result result(int[] order, HeldOut.Split split, EngineSession session, Stop end) {
        Specimen object =
                best.map(BestEstimate::specimen).orElseGet(() -> session.state().specimen());
        Probe found =
                best.map(BestEstimate::probe).orElseGet(() -> session.state().probe());
        Positions used = best.map(BestEstimate::positions).orElseGet(session::positions);
        Optional<Positions> heldOut = best.map(BestEstimate::heldOut).or(session::heldOutPositions);
        session.corrections(used).ifPresent(corrections -> control.notes().accept(corrections.text()));
        double[] geometry = best.map(BestEstimate::geometry).orElseGet(session::geometryValues);
        List<FoundNumber> numbers = new ArrayList<>(session.found(geometry));
        if (recipe.run().geometry().distance()) {
            magnification(session.geometry(geometry), found).ifPresent(numbers::add);
        }
        numbers.forEach(number -> control.notes().accept(number.text()));
        Conditions conditions = found(session, split, order);
        if (conditions.descan() != null) {
            control.notes().accept(conditions.descan().text());
        }
        int iteration = best.map(BestEstimate::iteration).orElseGet(session::completed);
        if (!Arrays.stream(object.images()).flatMap(Arrays::stream).allMatch(ComplexImage::isFinite)
                || !Double.isFinite(found.power())) {
            throw new BadInputException(
                    session.diverged("the object or probe after iteration " + iteration + " is not finite"));
        }
        Constraints.Reported last = session.constraints().report(object, found, control.notes());
        object = last.specimen();
        Probe reported =
                recipe.run().probe().known() ? last.probe() : last.probe().orthogonalised();
        return new Result(
                object,
                reported,
                reported(order, split, used, heldOut),
                illumination(object, reported, used, split, order),
                history.losses().first(iteration),
                new Result.Provenance(
                        scan.name(),
                        scan.source(),
                        session.geometry(geometry),
                        recipe.chain().text(),
                        session.lossName(),
                        iteration,
                        recipe.run().seed(),
                        recipe.settings(),
                        Version.program() + ", build " + build,
                        Version.machine(recipe.threads()),
                        started,
                        history.seconds(),
                        why(end, iteration, session.completed()),
                        history.resumes(),
                        Map.copyOf(identity)),
                conditions,
                recipe.run().positions().refine() ? Optional.of(scan.positions()) : Optional.empty(),
                numbers,
                (best.isPresent() ? best.get().madeFrom() : session.madeFrom()).map(session::representation),
                best.isPresent() ? best.get().deviation() : session.state().deviation());
    }

    /** Of a near field: that of the geometry times that of the probe's own curvature, mean of both axes. */
    private static Optional<FoundNumber> magnification(Geometry geometry, Probe probe) {
        return geometry.near().map(near -> {
            double[] more = BeamCurvature.of(
                            probe.mode(0), geometry.pixelHeight(), geometry.pixelWidth(), geometry.wavelength())
                    .magnification(geometry.propagationDistance());
            double in = near.magnification() * Math.sqrt(Math.abs(more[0] * more[1]));
            return new FoundNumber(
                    "magnification with that of the probe's curvature", "", near.magnification(), in, Double.NaN);
        });
    }

    /** By the probe that each frame has seen; where it drifts, by the mean one. */
    private RealImage illumination(Specimen object, Probe probe, Positions used, HeldOut.Split split, int[] order) {
        if (scan.beams().isEmpty()) {
            return Illumination.of(object, probe, used);
        }
        int[] beams = IntStream.of(split.used())
                .map(k -> scan.beams().get()[order[k]])
                .toArray();
        RealImage sum = RealImage.zeros(object.rows(), object.columns());
        for (int v = 0; v < probe.variations(); v++) {
            int beam = v;
            int[] frames = IntStream.range(0, beams.length)
                    .filter(k -> beams[k] == beam)
                    .toArray();
            float[] own = Illumination.of(object, probe.variation(v), used.select(frames))
                    .values();
            for (int i = 0; i < own.length; i++) {
                sum.values()[i] += own[i];
            }
        }
        return sum;
    }

    /** As the engine found them; of a frame that was held out the intensity is 1, weights as {@link FrameWeights} says. */
    private Conditions found(EngineSession session, HeldOut.Split split, int[] order) {
        Conditions found = best.map(BestEstimate::conditions).orElseGet(session::conditions);
        Optional<double[]> factors = best.isPresent() ? best.get().intensities() : session.intensities();
        if (factors.isEmpty()) {
            return found;
        }
        double[] intensity = new double[order.length];
        Arrays.fill(intensity, 1);
        for (int k = 0; k < split.used().length; k++) {
            intensity[order[split.used()[k]]] = factors.get()[k];
        }
        return found.withIntensity(intensity);
    }

    /** Positions in the order of the scan, as they are now. */
    private Positions reported(int[] order, HeldOut.Split split, Positions used, Optional<Positions> heldOut) {
        Positions positions =
                new Positions(scan.positions().y().clone(), scan.positions().x().clone());
        put(order, split.used(), used, positions);
        heldOut.ifPresent(found -> put(order, split.heldOut(), found, positions));
        return positions;
    }

    private static void put(int[] order, int[] frames, Positions found, Positions all) {
        for (int k = 0; k < frames.length; k++) {
            all.y()[order[frames[k]]] = found.y()[k];
            all.x()[order[frames[k]]] = found.x()[k];
        }
    }

    /** Why the result is not that of the last iteration asked for; empty if it is. */
    private static String why(Stop end, int iteration, int completed) {
        return end.cause() == Stop.Cause.COMPLETED && iteration < completed
                ? "all " + completed + " iterations were done, and iteration " + iteration
                        + " was the best by the loss of the held-out frames"
                : end.why();
    }
}
