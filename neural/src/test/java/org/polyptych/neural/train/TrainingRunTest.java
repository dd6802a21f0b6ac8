package org.polyptych.neural.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.engines.CheckpointSettings;
import org.polyptych.engines.Observer;
import org.polyptych.engines.RunControl;
import org.polyptych.engines.Stop;

/** The driver of reconstructions runs trainings: budget, cancel, checkpoints, early end, numbers that are none. */
class TrainingRunTest {
    private static final Map<String, String> IDENTITY = Map.of("trainer", "line", "images", "0123456789abcdef");
    private static final Course COURSE = Course.of(8, 5, 4);

    private final List<Checkpoint> written = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private TrainingRun.Outcome run(
            Trainer trainer, int every, Optional<Checkpoint> resume, BooleanSupplier cancelled) {
        RunControl control = new RunControl(
                Observer.NONE,
                cancelled,
                resume.map(checkpoint -> (Supplier<Checkpoint>) () -> checkpoint),
                Optional.of(written::add),
                notes::add);
        return run(trainer, new TrainingLimits(0, new CheckpointSettings(0, every, false)), control);
    }

    private static TrainingRun.Outcome run(Trainer trainer, TrainingLimits limits, RunControl control) {
        return new TrainingRun(trainer, IDENTITY, limits, 1, control).run();
    }

    @Test
    void from_any_checkpoint_it_goes_on_to_the_same_losses() {
        TrainingRun.Outcome through;
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true)) {
            through = run(trainer, 1, Optional.empty(), () -> false);
        }
        assertThat(written).hasSize(8);
        for (Checkpoint checkpoint : List.of(written.get(2), written.get(6))) {
            try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true)) {
                TrainingRun.Outcome resumed = run(trainer, 0, Optional.of(checkpoint), () -> false);
                assertThat(resumed.losses()).containsExactly(through.losses());
                assertThat(resumed.checks()).containsExactly(through.checks());
                assertThat(resumed.model().weights().get("a").values())
                        .containsExactly(through.model().weights().get("a").values());
            }
        }
        assertThat(notes).anyMatch(note -> note.startsWith("resumed after round 7"));
    }

    @Test
    void cancelled_it_leaves_a_checkpoint_and_says_so() {
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true)) {
            TrainingRun.Outcome outcome = run(trainer, 0, Optional.empty(), () -> trainer.completed() == 3);
            assertThat(outcome.stop().cause()).isEqualTo(Stop.Cause.INTERRUPTED);
            assertThat(outcome.stop().why()).isEqualTo("interrupted after round 3 of 8");
            assertThat(written)
                    .singleElement()
                    .extracting(Checkpoint::iterations)
                    .isEqualTo(3);
        }
    }

    @Test
    void cancelled_within_a_round_it_stops_at_once_and_goes_on_there_to_the_same_losses() {
        TrainingRun.Outcome through;
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true)) {
            through = run(trainer, 0, Optional.empty(), () -> false);
        }
        for (int step : new int[] {2, 18}) {
            written.clear();
            try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true);
                    LineTrainer resumed = new LineTrainer(0.05, COURSE, 7, true)) {
                TrainingRun.Outcome outcome = run(trainer, 0, Optional.empty(), () -> trainer.steps() >= step);
                assertThat(trainer.steps()).isEqualTo(step);
                assertThat(outcome.stop().cause()).isEqualTo(Stop.Cause.INTERRUPTED);
                assertThat(outcome.stop().why())
                        .isEqualTo("interrupted in round " + (step / 5 + 1) + " of 8, after " + step % 5
                                + " of its 5 steps");
                TrainingRun.Outcome rest = run(resumed, 0, Optional.of(written.getLast()), () -> false);
                assertThat(rest.losses()).containsExactly(through.losses());
                assertThat(rest.checks()).containsExactly(through.checks());
            }
        }
    }

    private RunControl writing() {
        return new RunControl(Observer.NONE, () -> false, Optional.empty(), Optional.of(written::add), notes::add);
    }

    @Test
    void checkpoints_by_the_clock_are_made_within_a_round_too_and_it_goes_on_there_to_the_same_losses() {
        Course slow = Course.of(2, 60, 4).withAverage(0.9);
        TrainingRun.Outcome through;
        try (LineTrainer trainer = new LineTrainer(0.05, slow, 7, true)) {
            through = run(trainer, new TrainingLimits(0, new CheckpointSettings(1e-9, 0, false)), writing());
        }
        Checkpoint first = written.getFirst();
        assertThat(first.iterations()).isZero();
        assertThat(first.state().longs().get("adam_steps")[0]).isBetween(1L, 59L);
        assertThat(first.history().doubles().get("seconds")[0]).isPositive();
        try (LineTrainer resumed = new LineTrainer(0.05, slow, 7, true)) {
            TrainingRun.Outcome rest = run(resumed, 0, Optional.of(first), () -> false);
            assertThat(rest.losses()).containsExactly(through.losses());
            assertThat(rest.checks()).containsExactly(through.checks());
            assertThat(rest.model().weights().get("a").values())
                    .containsExactly(through.model().weights().get("a").values());
        }
    }

    @Test
    void a_budget_ends_a_training_within_a_round_and_its_seconds_count() {
        TrainingRun.Outcome through;
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true)) {
            through = run(trainer, 0, Optional.empty(), () -> false);
        }
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer resumed = new LineTrainer(0.05, COURSE, 7, true)) {
            TrainingRun.Outcome outcome =
                    run(trainer, new TrainingLimits(1e-9, new CheckpointSettings(0, 0, false)), writing());
            assertThat(outcome.stop())
                    .isEqualTo(new Stop(
                            Stop.Cause.BUDGET,
                            "the budget stop.seconds=1.0E-9 was used up in round 1 of 8, after 1 of its 5 steps"));
            assertThat(outcome.seconds()).isPositive();
            assertThat(TrainingRun.Ended.of(outcome.model()).finished()).isFalse();
            TrainingRun.Outcome rest = run(resumed, 0, Optional.of(written.getLast()), () -> false);
            assertThat(rest.losses()).containsExactly(through.losses());
            assertThat(rest.seconds()).isGreaterThan(outcome.seconds());
            assertThat(TrainingRun.Ended.of(rest.model()).finished()).isTrue();
        }
    }

    @Test
    void rounds_that_were_begun_are_not_taken_back() {
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer shorter = new LineTrainer(0.05, Course.of(3, 5, 4), 7, true)) {
            run(trainer, 0, Optional.empty(), () -> trainer.steps() == 17);
            assertThatThrownBy(() -> run(shorter, 0, Optional.of(written.getLast()), () -> false))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("the checkpoint is within round 4 already, more than the 3 asked for");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void where_the_loss_of_data_set_apart_is_no_number_history_and_state_are_those_of_before(int round) {
        TrainingRun.Outcome through;
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true)) {
            through = run(trainer, 0, Optional.empty(), () -> false);
        }
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer repaired = new LineTrainer(0.05, COURSE, 7, true)) {
            trainer.lookBreaksAt = 5L * round;
            TrainingRun.Outcome outcome = run(trainer, 0, Optional.empty(), () -> false);
            assertThat(outcome.stop().cause()).isEqualTo(Stop.Cause.DIVERGED);
            assertThat(outcome.completed()).isEqualTo(round - 1);
            assertThat(outcome.losses()).hasSize(round - 1);
            assertThat(outcome.checks()).hasSize(round - 1);
            TrainingRun.Outcome rest = run(repaired, 0, Optional.of(written.getLast()), () -> false);
            assertThat(rest.losses()).containsExactly(through.losses());
            assertThat(rest.checks()).containsExactly(through.checks());
        }
    }

    @Test
    void where_numbers_stop_being_numbers_the_last_good_state_is_what_remains() {
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true)) {
            trainer.breaksAt = 17;
            TrainingRun.Outcome outcome = run(trainer, 0, Optional.empty(), () -> false);
            assertThat(outcome.stop().cause()).isEqualTo(Stop.Cause.DIVERGED);
            assertThat(outcome.stop().why()).contains("the loss of step 18 (round 4) is NaN");
            assertThat(outcome.completed()).isEqualTo(3);
            assertThat(outcome.model().weights().get("a").values()[0]).isFinite();
            Checkpoint last = written.getLast();
            try (LineTrainer again = new LineTrainer(0.05, COURSE, 7, true)) {
                // what broke is repaired: it goes on from the very step
                again.restore(last.state());
                assertThat(again.steps()).isEqualTo(17);
                assertThat(again.step().loss()).isFinite();
            }
        }
    }

    @Test
    void looks_above_the_best_in_a_row_end_it() {
        Adam.Betas none = new Adam.Betas(0, 0, 1e-8);
        Course leaping = new Course(200, 1, 4, new Schedule.Constant(0), none, 0, 0, 1, 4);
        try (LineTrainer trainer = new LineTrainer(0.5, leaping, 7, true)) {
            TrainingRun.Outcome outcome = run(trainer, 0, Optional.empty(), () -> false);
            assertThat(outcome.stop().cause()).isEqualTo(Stop.Cause.HELD_OUT);
            assertThat(outcome.stop().why()).startsWith("the validation loss was above its best");
            int best = Integer.parseInt(outcome.model().facts().get("rounds"));
            assertThat(outcome.completed()).isEqualTo(best + 4);
        }
    }

    @Test
    void a_checkpoint_of_another_training_is_refused() {
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true)) {
            trainer.step();
            Checkpoint other = new Checkpoint(
                    Map.of("trainer", "line", "images", "fedcba9876543210"),
                    Map.of(),
                    1,
                    trainer.save(),
                    new org.polyptych.engines.History().save());
            assertThatThrownBy(() -> run(trainer, 0, Optional.of(other), () -> false))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("the images are not the same");
        }
    }

    @Test
    void a_network_of_other_sizes_is_not_begun_with() {
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer next = new LineTrainer(0.05, COURSE, 8, true)) {
            run(trainer, 0, Optional.empty(), () -> false);
            next.beginWith(trainer.model());
            assertThat(next.model().weights().get("a").values())
                    .containsExactly(trainer.model().weights().get("a").values());
            var wrong = trainer.model();
            wrong.weights().put("a", new org.polyptych.neural.model.Weights(new long[] {2}, new float[2]));
            assertThatThrownBy(() -> next.beginWith(wrong))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("'a' must be of shape [1]");
        }
    }
}
