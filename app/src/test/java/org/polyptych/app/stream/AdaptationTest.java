package org.polyptych.app.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.polyptych.app.KnownScan;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.StepReport;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.DivergedException;
import org.polyptych.neural.train.StoppedException;
import org.polyptych.neural.train.Trainer;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Scan;

/** For how long a network learns between two looks, and what a step that goes wrong leaves. */
class AdaptationTest {
    private static final int STEPS = 5;

    private final Scan scan = KnownScan.simulate();

    private static Model model(String steps) {
        return new Model(
                "counting", new LinkedHashMap<>(), new LinkedHashMap<>(Map.of("steps", steps)), new LinkedHashMap<>());
    }

    private static Adaptation of(int good) {
        return new Adaptation(
                new Counting(good), new NoSettings(), new TrainingConditions(1, 1, Device.CPU), model("given"));
    }

    @Test
    void a_step_is_done_however_short_the_time() {
        Adaptation adaptation = of(STEPS);
        assertThat(adaptation.learn(scan, 0, () -> false)).isTrue();
        assertThat(adaptation.model().facts()).containsEntry("steps", "1");
    }

    @Test
    void a_round_is_the_most_however_long_the_time() {
        Adaptation adaptation = of(STEPS);
        assertThat(adaptation.learn(scan, 1e6, () -> false)).isTrue();
        assertThat(adaptation.model().facts()).containsEntry("steps", String.valueOf(STEPS));
    }

    @Test
    void an_interrupt_is_heard_before_the_first_step() {
        assertThat(of(STEPS).learn(scan, 1e6, () -> true)).isFalse();
    }

    @Test
    void after_a_step_that_diverges_the_network_is_the_one_before() {
        Adaptation adaptation = of(2);
        assertThatThrownBy(() -> adaptation.learn(scan, 1e6, () -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("stays as it was, since the loss of step 3 is NaN");
        assertThat(adaptation.model().facts()).containsEntry("steps", "given");
    }

    private record NoSettings() {}

    /** Makes trainers whose steps are good up to some number. */
    private record Counting(int good) implements TrainerProvider {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public String description() {
            return "counts its steps";
        }

        @Override
        public String bibtex() {
            return "";
        }

        @Override
        public Class<? extends Record> settingsType() {
            return NoSettings.class;
        }

        @Override
        public Trainer create(Record settings, TrainingData data, TrainingConditions conditions) {
            return new CountingTrainer(good);
        }
    }

    /** A round has {@link #STEPS} steps, and asks before each whether to go on. */
    private static final class CountingTrainer implements Trainer {
        private final int good;
        private int done;
        private BooleanSupplier asked = () -> false;

        CountingTrainer(int good) {
            this.good = good;
        }

        @Override
        public StepReport step() {
            while (done < STEPS) {
                if (asked.getAsBoolean()) {
                    throw new StoppedException("after " + done);
                }
                if (done == good) {
                    throw new DivergedException("the loss of step " + (done + 1) + " is NaN");
                }
                done++;
            }
            return new StepReport(1, 0);
        }

        @Override
        public void beginWith(Model model) {}

        @Override
        public void stopWhen(BooleanSupplier somebodyAsks) {
            asked = somebodyAsks;
        }

        @Override
        public int begun() {
            return done > 0 ? 1 : 0;
        }

        @Override
        public int rounds() {
            return 1;
        }

        @Override
        public int completed() {
            return done / STEPS;
        }

        @Override
        public String lossName() {
            return "none";
        }

        @Override
        public OptionalDouble validation() {
            return OptionalDouble.empty();
        }

        @Override
        public Model model() {
            return AdaptationTest.model(String.valueOf(done));
        }

        @Override
        public Snapshot save() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restore(Snapshot snapshot) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
