package org.polyptych.engines.example;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.Setting;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Estimate;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.loss.AmplitudeL2;

/**
 * Gradient descent on L = sum over frames and good pixels of (|Psi| - y)^2, as in Guizar-Sicairos and Fienup, Optics
 * Express 16, 7264, 2008:
 *
 * <pre>O &lt;- O - s dL/dO* / max(sum |P|^2),  P &lt;- P - s dL/dP* / (J max |O|^2)</pre>
 *
 * with J frames. Deviation from the paper: steps of fixed length, where the paper has conjugate gradients.
 */
public final class GradientDescent implements Engine<GradientDescent.State> {
    private final Settings settings;

    public GradientDescent(Settings settings) {
        this.settings = settings;
    }

    /** What a user can set, as {@code gradient.step}. */
    public record Settings(
            @Setting(value = "0.5", doc = "length of the step, above 0 to 1; 0.5 suits an unknown probe")
            double step) {
        public Settings {
            if (!(step > 0 && step <= 1)) {
                throw new IllegalArgumentException("step must be above 0 and at most 1, got " + step);
            }
        }
    }

    @Override
    public String lossName() {
        return "squared amplitude error, relative to the counts";
    }

    @Override
    public State init(Problem problem) {
        if (problem.specimen().modes() > 1 || problem.specimen().slices() > 1) {
            throw new BadInputException("gradient takes an object of one mode and one slice");
        }
        return new State(problem);
    }

    @Override
    public StepReport step(State state) {
        Estimate estimate = state.estimate;
        Set<Gradient.Part> wanted = EnumSet.noneOf(Gradient.Part.class);
        if (!estimate.objectKnown()) {
            wanted.add(Gradient.Part.SPECIMEN);
        }
        if (!estimate.probeKnown()) {
            wanted.add(Gradient.Part.PROBE);
        }
        Parameters now = estimate.parameters(state.positions);
        ForwardModel.Evaluation found = state.model.evaluate(now, 0, state.frames.count(), wanted);
        double brightest =
                Illumination.of(now.specimen(), now.probe(), state.positions).max();
        double clearest = state.frames.count() * greatestIntensity(estimate.object());
        if (!estimate.objectKnown()) {
            descend(estimate.object(), found.gradient().specimen(), settings.step() / brightest);
        }
        for (int m = 0; !estimate.probeKnown() && m < estimate.probe().length; m++) {
            descend(estimate.probe()[m], found.gradient().probe()[m], settings.step() / clearest);
        }
        state.completed++;
        return new StepReport(state.completed, found.loss() / state.frames.totalCounts());
    }

    private static double greatestIntensity(ComplexImage image) {
        double greatest = 0;
        for (int i = 0; i < image.size(); i++) {
            double re = image.re()[i];
            double im = image.im()[i];
            greatest = Math.max(greatest, re * re + im * im);
        }
        return greatest;
    }

    private static void descend(ComplexImage image, ComplexImage gradient, double length) {
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] -= (float) (length * gradient.re()[i]);
            image.im()[i] -= (float) (length * gradient.im()[i]);
        }
    }

    /** All that changes, and what the steps need. */
    public static final class State implements EngineState {
        private final FrameStack frames;
        private final ForwardModel model;
        private final Positions positions;
        private final Estimate estimate;
        private int completed;

        private State(Problem problem) {
            this.frames = problem.frames();
            this.model = new ForwardModel(
                    frames,
                    new AmplitudeL2(),
                    problem.parallel(),
                    problem.settings().positions().round());
            this.positions = problem.scan().positions();
            this.estimate = new Estimate(problem);
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
            revision.accept(estimate);
        }

        @Override
        public Snapshot save() {
            Snapshot snapshot = new Snapshot();
            Estimate.put(snapshot, "estimate", estimate.images());
            snapshot.longs().put("completed", new long[] {completed});
            return snapshot;
        }

        @Override
        public void restore(Snapshot snapshot) {
            Estimate.fill(snapshot, "estimate", estimate.images());
            completed = (int) snapshot.longs().get("completed")[0];
        }

        @Override
        public void close() {
            model.close();
        }
    }

    /** Makes the engine known by its name. */
    public static final class Provider implements EngineProvider {
        @Override
        public String name() {
            return "gradient";
        }

        @Override
        public String description() {
            return "plain gradient descent on object and probe: slow, and an example";
        }

        @Override
        public String bibtex() {
            return """
                    @article{guizarsicairos2008,
                      author  = {Guizar-Sicairos, Manuel and Fienup, James R.},
                      title   = {Phase retrieval with transverse translation diversity: a nonlinear optimization approach},
                      journal = {Optics Express},
                      volume  = {16},
                      number  = {10},
                      pages   = {7264--7278},
                      year    = {2008},
                      doi     = {10.1364/OE.16.007264}
                    }
                    """;
        }

        @Override
        public Class<? extends Record> settingsType() {
            return Settings.class;
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.of(
                    Capability.MODES,
                    Capability.KNOWN_PROBE,
                    Capability.KNOWN_OBJECT,
                    Capability.STREAMING,
                    Capability.SCALE_FREE);
        }

        @Override
        public int defaultIterations() {
            return 1000;
        }

        @Override
        public Engine<?> create(Record settings) {
            return new GradientDescent((Settings) settings);
        }
    }
}
