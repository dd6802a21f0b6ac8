package org.polyptych.app.stream;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.polyptych.app.job.ChosenFrames;
import org.polyptych.app.job.Job;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.plan.Plan;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.GrowingRun;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ProbeFiles;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** The engine at work on the frames that there are, with a network that may learn from them. */
final class LiveReconstruction implements AutoCloseable {
    private final StreamRequest request;
    private final Optional<Adaptation> adaptation;
    /** Of all frames, once the scan is whole. */
    private Plan plan;

    /** Of those that there are. */
    private Reconstruction looks;

    private Optional<GrowingRun> run = Optional.empty();
    /** Whether the last frames were taken by a run that had none before. */
    private boolean anew;

    /** @throws BadInputException for what cannot be done while a scan grows */
    LiveReconstruction(StreamRequest request) {
        this.request = request;
        this.plan = request.plan();
        this.looks = request.looks(plan);
        this.adaptation = request.adapt() ? Optional.of(Adaptation.of(plan)) : Optional.empty();
    }

    /** A scan as the engine is to see it. */
    Scan prepared(Scan scan, int[] indexes) {
        Scan masked = ChosenFrames.of(scan, Optional.empty(), Optional.empty(), plan.maskFile())
                .scan();
        return looks.prepare(masked, indexes);
    }

    /**
     * Of the frames so far; see {@link GrowingRun#take}.
     *
     * @throws BadInputException if that cannot be; all begins anew the next time
     */
    Result take(Scan scan, BooleanSupplier interrupt) {
        anew = run.isEmpty();
        if (anew) {
            run = Optional.of(new GrowingRun(looks, probe(scan)));
        }
        try {
            return run.get().take(scan, interrupt);
        } catch (BadInputException e) {
            close();
            throw e;
        }
    }

    /** How often the engine has worked on frames: on further ones alone, on all once, or on all so many times. */
    double worked(int further, int all) {
        if (!once()) {
            return (double) all * request.each();
        }
        return anew ? all : further;
    }

    /** Whether each frame is worked on once. */
    boolean once() {
        return run.isPresent() && run.get().once();
    }

    private Optional<Probe> probe(Scan scan) {
        return plan.probeFile()
                .map(file -> ProbeFiles.open(
                        file, scan.geometry().rows(), scan.geometry().columns()));
    }

    /**
     * Has the network, if it is to, learn from the frames so far; the next time it is asked of all of them.
     *
     * @param seconds for how long, about
     * @param interrupt asked between steps
     * @return what is in the way, or nothing
     */
    String learn(Scan scan, LiveFiles files, double seconds, BooleanSupplier interrupt) {
        if (adaptation.isEmpty()) {
            return "";
        }
        try {
            if (!adaptation.get().learn(scan, seconds, interrupt)) {
                return "";
            }
        } catch (BadInputException e) {
            return e.getMessage(); // too few frames yet, as a rule
        }
        Map<String, String> settings = new LinkedHashMap<>(plan.settings());
        settings.put(Adaptation.key(plan), files.show(adaptation.get(), scan).toString());
        plan = plan.withSettings(settings);
        looks = request.looks(plan);
        close();
        return "";
    }

    /**
     * The last reconstruction: from the beginning where each frame is worked on once, else from the object and the probe so
     * far.
     *
     * @param part where its folder is written
     */
    Job last(Scan scan, Path part) {
        boolean anew = run.isEmpty() || once() || run.get().soFar().isEmpty();
        Optional<Probe> from = anew ? probe(scan) : run.get().soFar().map(Result::probe);
        Optional<Specimen> object = anew ? Optional.empty() : run.get().objectFor(scan);
        close();
        if (plan != request.plan()) {
            adaptation.orElseThrow().write(part.resolve(ResultFolder.MODEL), scan);
        }
        return new Job(plan, plan.reconstruction(), scan, from, object);
    }

    /** What it has found so far is forgotten. */
    @Override
    public void close() {
        run.ifPresent(GrowingRun::close);
        run = Optional.empty();
    }
}
