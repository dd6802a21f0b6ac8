package org.polyptych.electron.direct;

import java.util.Optional;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.Problem;
import org.polyptych.engines.RunSettings;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.loss.AmplitudeL2;

/** Object and probe as a direct method has left them, and whether it has. */
final class DirectState implements EngineState {
    private final Problem problem;
    private final FrameStack frames;
    private final ForwardModel model;
    private final Estimate estimate;
    private int completed;

    DirectState(Problem problem) {
        this.problem = problem;
        this.frames = problem.frames();
        this.estimate = new Estimate(problem);
        this.model = new ForwardModel(
                frames,
                new AmplitudeL2(),
                problem.parallel(),
                problem.settings().positions().round(),
                problem.scan().geometry().wavelength());
    }

    Problem problem() {
        return problem;
    }

    /** The phase becomes the object, of amplitude 1; the probe takes the place of the first mode, with its power. */
    void take(DirectMethod.Solution solution) {
        RealImage phase = solution.phase();
        ComplexImage object = estimate.object();
        // frames do not tell a constant of the phase; a potential begins at 0
        double zero = problem.settings().object().kind() == RunSettings.Kind.POTENTIAL ? least(phase) : 0;
        for (int i = 0; i < object.size(); i++) {
            object.re()[i] = (float) Math.cos(phase.values()[i] - zero);
            object.im()[i] = (float) Math.sin(phase.values()[i] - zero);
        }
        if (!estimate.probeKnown()) {
            solution.probe().ifPresent(probe -> {
                ComplexImage mode = estimate.probe()[0];
                ComplexImage found = probe.withPower(mode.power()).mode(0);
                System.arraycopy(found.re(), 0, mode.re(), 0, mode.size());
                System.arraycopy(found.im(), 0, mode.im(), 0, mode.size());
            });
        }
    }

    private static double least(RealImage image) {
        double least = Double.POSITIVE_INFINITY;
        for (float value : image.values()) {
            least = Math.min(least, value);
        }
        return least;
    }

    StepReport report(Optional<String> note) {
        completed++;
        double loss = model.loss(estimate.parameters(problem.scan().positions())) / frames.totalCounts();
        return new StepReport(completed, loss, note);
    }

    @Override
    public int completed() {
        return completed;
    }

    @Override
    public Specimen specimen() {
        return estimate.specimen();
    }

    @Override
    public Probe probe() {
        return estimate.reportedProbe();
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        estimate.revise(revision, estimate.images());
    }

    @Override
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        Estimate.put(snapshot, "images", estimate.images());
        snapshot.longs().put("completed", new long[] {completed});
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Estimate.fill(snapshot, "images", estimate.images());
        completed = (int) snapshot.longs().get("completed")[0];
    }

    @Override
    public void close() {
        model.close();
    }
}
