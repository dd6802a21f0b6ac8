package org.polyptych.app;

import java.util.Optional;
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
import org.polyptych.physics.FinerPixels;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * An engine whose object is continuous: 1 + i sum over k of c_k sin(2 pi k (y + x) / period), in pixels. It looks at no
 * data; every iteration makes the coefficients {@code growth} times as large.
 */
public final class SinesEngine implements Engine<SinesEngine.State> {
    private static final String COEFFICIENTS = "coefficients";
    private static final double[] FIRST = {0.2, -0.1, 0.05};

    private final Settings settings;

    private SinesEngine(Settings settings) {
        this.settings = settings;
    }

    /** What can be set. */
    public record Settings(
            @Setting(value = "23", doc = "pixels of the longest wave")
            double period,

            @Setting(value = "1.5", doc = "of the coefficients in each iteration")
            double growth,

            @Setting(value = "0", doc = "iteration that has something to say; 0: none")
            int speaks) {}

    /** The object at a place in pixels. */
    public static double imaginary(double[] coefficients, double period, double y, double x) {
        double sum = 0;
        for (int k = 0; k < coefficients.length; k++) {
            sum += coefficients[k] * Math.sin(2 * Math.PI * (k + 1) * (y + x) / period);
        }
        return sum;
    }

    private static Specimen specimen(double[] coefficients, double period, FinerPixels pixels) {
        ComplexImage image = ComplexImage.constant(pixels.rows(), pixels.columns(), 1, 0);
        for (int y = 0; y < pixels.rows(); y++) {
            for (int x = 0; x < pixels.columns(); x++) {
                image.im()[y * pixels.columns() + x] =
                        (float) imaginary(coefficients, period, pixels.inCoarse(y), pixels.inCoarse(x));
            }
        }
        return pixels.specimen(new ComplexImage[][] {{image}});
    }

    @Override
    public State init(Problem problem) {
        return new State(problem, settings);
    }

    @Override
    public StepReport step(State state) {
        for (int k = 0; k < state.coefficients.length; k++) {
            state.coefficients[k] *= settings.growth();
        }
        state.completed++;
        return new StepReport(
                state.completed,
                1.0 / state.completed,
                state.completed == settings.speaks() ? Optional.of("the sines have grown") : Optional.empty());
    }

    @Override
    public String lossName() {
        return "nothing measured";
    }

    /** The coefficients. */
    public static final class State implements EngineState {
        private final Specimen grid;
        private final Probe probe;
        private final Settings settings;
        private final double[] coefficients = FIRST.clone();
        private int completed;

        private State(Problem problem, Settings settings) {
            this.grid = problem.specimen();
            this.probe = problem.probe();
            this.settings = settings;
        }

        @Override
        public int completed() {
            return completed;
        }

        @Override
        public Specimen specimen() {
            return SinesEngine.specimen(coefficients, settings.period(), new FinerPixels(grid, 1));
        }

        @Override
        public Probe probe() {
            return probe.copy();
        }

        @Override
        public Optional<Snapshot> representation() {
            Snapshot arrays = new Snapshot();
            arrays.doubles().put(COEFFICIENTS, coefficients.clone());
            return Optional.of(arrays);
        }

        @Override
        public void revise(Consumer<Estimate> revision) {}

        @Override
        public Snapshot save() {
            Snapshot snapshot = representation().orElseThrow();
            snapshot.longs().put("completed", new long[] {completed});
            return snapshot;
        }

        @Override
        public void restore(Snapshot snapshot) {
            System.arraycopy(snapshot.doubles().get(COEFFICIENTS), 0, coefficients, 0, coefficients.length);
            completed = (int) snapshot.longs().get("completed")[0];
        }

        @Override
        public void close() {}
    }

    /** Makes the engine known by its name. */
    public static final class Provider implements EngineProvider {
        @Override
        public String name() {
            return "sines";
        }

        @Override
        public String description() {
            return "a sum of sines that looks at no data";
        }

        @Override
        public String bibtex() {
            return "@misc{sines, title = {Sines}}";
        }

        @Override
        public Class<? extends Record> settingsType() {
            return Settings.class;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.KNOWN_PROBE);
        }

        @Override
        public int defaultIterations() {
            return 2;
        }

        @Override
        public Specimen finer(Record settings, Snapshot representation, Specimen grid, int factor) {
            double[] coefficients = representation.doubles().get(COEFFICIENTS);
            if (coefficients == null || coefficients.length != FIRST.length) {
                throw new BadInputException("there are no coefficients");
            }
            return specimen(coefficients, ((Settings) settings).period(), new FinerPixels(grid, factor));
        }

        @Override
        public Engine<?> create(Record settings) {
            return new SinesEngine((Settings) settings);
        }
    }
}
