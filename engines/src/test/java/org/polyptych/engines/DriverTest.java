package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;

class DriverTest {
    /** Counts its steps; its loss is given by their number. */
    private static final class Counting implements Stepper {
        private final double[] losses;
        private int completed;

        Counting(double... losses) {
            this.losses = losses;
        }

        @Override
        public StepReport step() {
            completed++;
            return new StepReport(completed, losses[completed - 1]);
        }

        @Override
        public int completed() {
            return completed;
        }

        @Override
        public String lossName() {
            return "loss";
        }

        @Override
        public Snapshot save() {
            return new Snapshot();
        }

        @Override
        public void restore(Snapshot snapshot) {}
    }

    private static Stop drive(Stepper stepper, int iterations, Observer observer, BooleanSupplier cancelled) {
        StopSettings never = SettingsReader.defaults(StopSettings.class);
        return new Driver(stepper, iterations, new History(), never, observer, cancelled).run();
    }

    @Test
    void everyIterationIsReportedOnce() {
        List<String> seen = new ArrayList<>();
        Counting stepper = new Counting(3, 2, 1);
        drive(stepper, 3, (report, total, seconds) -> seen.add(report.iteration() + "/" + total), () -> false);
        assertThat(seen).containsExactly("1/3", "2/3", "3/3");
    }

    @Test
    void whatWasCompletedBeforeCounts() {
        Counting stepper = new Counting(3, 2, 1);
        stepper.step();
        stepper.step();
        drive(stepper, 3, Observer.NONE, () -> false);
        assertThat(stepper.completed()).isEqualTo(3);
        drive(stepper, 3, Observer.NONE, () -> false);
        assertThat(stepper.completed()).isEqualTo(3);
    }

    @Test
    void cancellingStopsBetweenIterations() {
        Counting stepper = new Counting(3, 2, 1);
        drive(stepper, 3, Observer.NONE, () -> stepper.completed() == 2);
        assertThat(stepper.completed()).isEqualTo(2);
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunWithOneLine() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> drive(new Counting(3, bad, 1), 3, Observer.NONE, () -> false))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContainingAll("diverged", "iteration 2", String.valueOf(bad))
                    .hasMessageNotContaining("\n");
        }
    }
}
