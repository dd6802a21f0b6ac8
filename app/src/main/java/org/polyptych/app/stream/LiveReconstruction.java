package org.polyptych.app.stream;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
     * @param whole whether every position has its frame
     * @param part where its folder is written
     */
    Job last(Scan scan, boolean whole, Path part) {
        boolean flat = run.isEmpty() || once() || run.get().soFar().isEmpty();
        Optional<Probe> from = flat ? probe(scan) : run.get().soFar().map(Result::probe);
        Optional<Specimen> object = flat ? Optional.empty() : run.get().objectFor(scan);
        close();
        if (plan != request.plan()) {
            adaptation.orElseThrow().write(part.resolve(ResultFolder.MODEL), scan);
        }
        List<String> lost = notInPlan(scan.frames().count(), whole, flat);
        Scan noted =
                lost.isEmpty() ? scan : scan.withNote("plan.yaml does not repeat this run: " + String.join("; ", lost));
        return new Job(plan, plan.reconstruction(), noted, from, object).besides(lost);
    }

    /** What the last reconstruction needs and its plan cannot say. */
    private List<String> notInPlan(int frames, boolean whole, boolean flat) {
        List<String> lost = new ArrayList<>();
        if (!flat) {
            lost.add("it went on from object and probe of the looks before, which are not kept");
        }
        if (Files.isDirectory(Path.of(plan.scan()))) {
            lost.add("the scan is a folder of parts, which 'reconstruct' does not read as one scan");
        } else if (!whole) {
            lost.add("of the file only the " + frames + " frames that had come were used");
        }
        return lost;
    }

    /** What it has found so far is forgotten. */
    @Override
    public void close() {
        run.ifPresent(GrowingRun::close);
        run = Optional.empty();
    }
}
