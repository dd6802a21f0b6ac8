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
        TrainingLimits limits = new TrainingLimits(0, new CheckpointSettings(0, every, false));
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
