package org.polyptych.neural.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Snapshot;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.torch.Tensors;

/** What trainers of networks have in common, on one that learns a line. */
class NetworkTrainerTest {
    private static final Course COURSE =
            new Course(12, 5, 4, Schedule.parse("plateau:patience=1,warmUp=3"), Adam.Betas.USUAL, 0.5, 0.8, 2, 3);

    private static List<Double> losses(NetworkTrainer trainer, int rounds) {
        List<Double> losses = new ArrayList<>();
        for (int k = 0; k < rounds; k++) {
            losses.add(trainer.step().loss());
            trainer.validation().ifPresent(losses::add);
        }
        return losses;
    }

    @Test
    void it_learns_the_line() {
        Course course = Course.of(40, 20, 5).with(Schedule.parse("cosine"));
        try (LineTrainer trainer = new LineTrainer(0.05, course, 1, true)) {
            losses(trainer, 40);
            Model model = trainer.model();
            assertThat(model.weights().get("a").values()[0]).isCloseTo(2, within(0.05f));
            assertThat(model.weights().get("b").values()[0]).isCloseTo(-1, within(0.05f));
            assertThat(model.kind()).isEqualTo("line");
            assertThat(model.settings()).containsEntry("rate", "0.05");
            assertThat(model.facts()).containsEntry("what", "a line").containsEntry("seed", "1");
        }
    }

    @Test
    void every_epoch_has_every_sample_once_and_an_order_of_its_own() {
        SampleOrder order = new SampleOrder(10, 4, 3);
        List<Integer> list = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            Arrays.stream(order.batch(step)).forEach(list::add);
        }
        assertThat(list.subList(0, 10)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(list.subList(10, 20)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(list.subList(10, 20)).isNotEqualTo(list.subList(0, 10));
        assertThat(new SampleOrder(3, 16, 3).batch(0)).hasSize(3);
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_another_one_others() {
        try (LineTrainer one = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer same = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer other = new LineTrainer(0.05, COURSE, 8, true)) {
            List<Double> losses = losses(one, 6);
            assertThat(losses(same, 6)).isEqualTo(losses);
            assertThat(losses(other, 6)).isNotEqualTo(losses);
        }
    }

    @Test
    void stopped_saved_and_restored_it_goes_on_to_the_same_bits() {
        try (LineTrainer through = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer stopped = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer resumed = new LineTrainer(0.05, COURSE, 7, true)) {
            List<Double> all = losses(through, 12);
            List<Double> begun = losses(stopped, 5);
            Snapshot snapshot = stopped.save().deepCopy();
            losses(stopped, 2); // what it does later must not matter
            resumed.restore(snapshot);
            assertThat(resumed.completed()).isEqualTo(5);
            begun.addAll(losses(resumed, 7));
            assertThat(begun).isEqualTo(all);
            same(resumed.model(), through.model());
            assertThat(resumed.save().floats().get("weights"))
                    .isDeepEqualTo(through.save().floats().get("weights"));
        }
    }

    private static void same(Model one, Model other) {
        assertThat(one.facts()).isEqualTo(other.facts());
        other.weights()
                .forEach((name, weights) ->
                        assertThat(one.weights().get(name).values()).containsExactly(weights.values()));
    }

    @Test
    void a_loss_that_is_no_number_stops_before_the_step_and_leaves_what_was_good() {
        try (LineTrainer good = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer resumed = new LineTrainer(0.05, COURSE, 7, true)) {
            trainer.breaksAt = 13; // in the middle of the third round
            losses(trainer, 2);
            assertThatThrownBy(trainer::step)
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("loss of step 14 (round 3) is NaN");
            assertThat(trainer.steps()).isEqualTo(13);
            for (float[] weights : trainer.save().floats().get("weights")) {
                assertThat(weights).doesNotContain(Float.NaN);
            }
            // what is saved there is a place to go on from, in the middle of a round
            resumed.restore(trainer.save().deepCopy());
            losses(good, 2);
            assertThat(losses(resumed, 4)).isEqualTo(losses(good, 4));
        }
    }

    @Test
    void a_gradient_that_is_no_number_stops_too() {
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true)) {
            trainer.slopeBreaksAt = 2;
            assertThatThrownBy(trainer::step)
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("gradient's length of step 3");
            assertThat(Tensors.floats(trainer.slope())).doesNotContain(Float.NaN);
            assertThat(trainer.slope().grad().defined()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_step_that_is_not_done_leaves_weights_and_running_means_as_they_were(boolean onlySlope) {
        try (MixedTrainer good = MixedTrainer.of(3, 4);
                MixedTrainer broken = MixedTrainer.of(3, 4);
                MixedTrainer resumed = MixedTrainer.of(3, 4)) {
            broken.breaksAt = 6; // in the middle of the second round
            broken.onlySlope = onlySlope;
            broken.step();
            assertThatThrownBy(broken::step).isInstanceOf(DivergedException.class);
            good.step();
            good.stopWhen(() -> good.steps() == 6);
            assertThatThrownBy(good::step).isInstanceOf(StoppedException.class);
            // weights, and after them running mean and variance
            assertThat(broken.save().floats().get("weights"))
                    .isDeepEqualTo(good.save().floats().get("weights"));
            resumed.restore(broken.save().deepCopy());
            good.stopWhen(() -> false);
            assertThat(losses(resumed, 2)).isEqualTo(losses(good, 2));
            assertThat(resumed.save().floats().get("weights"))
                    .isDeepEqualTo(good.save().floats().get("weights"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void where_the_loss_of_data_set_apart_is_no_number_the_round_is_not_done(int round) {
        Course course = Course.of(5, 4, 4).withAverage(0.9);
        try (LineTrainer good = new LineTrainer(0.05, course, 7, true);
                LineTrainer broken = new LineTrainer(0.05, course, 7, true)) {
            List<Double> all = losses(good, 5);
            broken.lookBreaksAt = 4L * round;
            List<Double> found = losses(broken, round - 1);
            assertThatThrownBy(broken::step)
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("data set apart after round " + round + " is NaN");
            assertThat(broken.completed()).isEqualTo(round - 1);
            assertThat(broken.steps()).isEqualTo(4L * round - 1);
            assertThat(broken.save().doubles().get("looks")).hasSize(round - 1);
            broken.lookBreaksAt = Long.MAX_VALUE;
            found.addAll(losses(broken, 6 - round));
            assertThat(found).isEqualTo(all);
            same(broken.model(), good.model());
        }
    }

    @Test
    void a_network_to_begin_with_stays_the_best_where_it_is_only_made_worse() {
        Course course = Course.of(3, 5, 4).withAverage(0.5);
        try (LineTrainer taught = new LineTrainer(0.05, Course.of(40, 20, 5), 1, true);
                LineTrainer spoiling = new LineTrainer(3, course, 2, true);
                LineTrainer resumed = new LineTrainer(3, course, 2, true)) {
            losses(taught, 40);
            Model given = taught.model();
            spoiling.beginWith(given);
            spoiling.step();
            assertThat(spoiling.validation().orElseThrow())
                    .isGreaterThan(Double.parseDouble(given.facts().get("validationLoss")));
            resumed.beginWith(given);
            resumed.restore(spoiling.save().deepCopy());
            losses(spoiling, 2);
            losses(resumed, 2);
            assertThat(spoiling.model().facts())
                    .containsEntry("rounds", "0")
                    .containsEntry("steps", "0")
                    .containsEntry("validationLoss", given.facts().get("validationLoss"))
                    .doesNotContainKey("trainingLoss");
            assertThat(spoiling.model().weights().get("a").values())
                    .containsExactly(given.weights().get("a").values());
            same(resumed.model(), spoiling.model());
        }
    }

    @Test
    void a_network_to_begin_with_must_hold_numbers_and_what_it_means_otherwise_is_told() {
        try (LineTrainer trainer = new LineTrainer(0.05, COURSE, 7, true);
                LineTrainer next = new LineTrainer(0.05, COURSE, 7, true)) {
            Model model = trainer.model();
            assertThat(next.differences(model)).isEmpty();
            next.unit = "inch";
            assertThat(next.differences(model))
                    .containsExactly(
                            "--from: the network given was taught with unit metre, and is now taught with inch");
            model.weights().get("b").values()[0] = Float.NaN;
            assertThatThrownBy(() -> next.beginWith(model))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("the weights 'b' hold NaN");
            model.weights().get("b").values()[0] = 0;
            next.beginWith(model);
            next.lookBreaksAt = 0;
            assertThatThrownBy(next::step)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("--from: the loss of the network given on the data set apart is NaN");
        }
    }

    @Test
    void the_model_is_the_best_by_the_data_set_apart() {
        // too fast, and without memory, so that it leaps about
        Adam.Betas none = new Adam.Betas(0, 0, 1e-8);
        Course course = new Course(15, 3, 4, new Schedule.Constant(0), none, 0, 0, 1, 0);
        try (LineTrainer trainer = new LineTrainer(0.5, course, 7, true)) {
            double best = Double.POSITIVE_INFINITY;
            int at = 0;
            for (int k = 1; k <= 15; k++) {
                trainer.step();
                double now = trainer.validation().orElseThrow();
                if (now < best) {
                    best = now;
                    at = k;
                }
            }
            assertThat(at).isLessThan(15);
            Model model = trainer.model();
            assertThat(model.facts().get("rounds")).isEqualTo(String.valueOf(at));
            assertThat(Double.parseDouble(model.facts().get("validationLoss"))).isEqualTo(best);
            double a = model.weights().get("a").values()[0];
            double b = model.weights().get("b").values()[0];
            double error = (Math.pow(a * 0.3 + b + 0.4, 2) + Math.pow(a * 0.7 + b - 0.4, 2)) / 2;
            assertThat(error).isCloseTo(best, within(1e-5 * (1 + best)));
        }
    }

    @Test
    void looking_at_data_set_apart_leaves_the_network_alone() {
        Course average = Course.of(6, 5, 4).withAverage(0.9);
        try (LineTrainer looking = new LineTrainer(0.05, average, 7, true);
                LineTrainer plain = new LineTrainer(0.05, average, 7, false)) {
            losses(looking, 6);
            losses(plain, 6);
            assertThat(looking.save().floats().get("weights"))
                    .isDeepEqualTo(plain.save().floats().get("weights"));
            // without data set apart the model is the average, not the weights
            assertThat(plain.model().weights().get("a").values())
                    .containsExactly(plain.save().floats().get("average")[0]);
            assertThat(plain.model().facts()).doesNotContainKey("validationLoss");
        }
    }

    @Test
    void an_empty_training_set_is_refused() {
        assertThatThrownBy(() -> new LineTrainer(0.05, COURSE, 7, true, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the training set is empty");
    }

    @Test
    void a_course_without_rounds_is_refused() {
        assertThatThrownBy(() -> Course.of(0, 1, 1)).hasMessageStartingWith("rounds must be");
    }
}
