package org.polyptych.bench.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.polyptych.bench.cells.Task;

/** What a plan trains. */
class TrainingTest {
    private static Training ours(String design, int seconds) {
        return Training.of("ptychopinn", Design.named(design), Field.LINES, Training.BRIGHT, seconds, 5, 1)
                .orElseThrow();
    }

    @Test
    void under_the_clock_a_training_is_looked_at_at_halves_of_its_time() {
        assertThat(ours("short", 1500).stagesOfIt().stream().map(Training.Stage::seconds))
                .containsExactly(93, 187, 375, 750, 1500);
    }

    @Test
    void the_papers_training_goes_on_in_its_own_file_with_more_time_and_one_of_the_clock_does_not() {
        assertThat(ours("paper", 600).id()).isEqualTo(ours("paper", 0).id());
        assertThat(ours("paper", 600).end().id())
                .isNotEqualTo(ours("paper", 0).end().id());
        assertThat(ours("short", 600).id()).isNotEqualTo(ours("short", 1200).id());
    }

    @Test
    void all_arms_of_a_field_have_the_same_time_and_the_same_scans() {
        Plan plan = new Plan(Design.named("short"), 1500, 750, 600, 1);
        for (Field field : Field.values()) {
            List<Training> arms = plan.ofField(field);
            assertThat(arms).hasSize(field == Field.LINES ? 4 : 2);
            assertThat(arms.stream().map(Training::seconds).distinct()).hasSize(1);
            assertThat(arms.stream().map(Training::pieces).distinct()).hasSize(1);
        }
    }

    @Test
    void no_two_cells_have_one_name() {
        Plan plan = new Plan(Design.named("short"), 1500, 750, 600, 1);
        Set<String> names = new HashSet<>();
        List<Task> tasks = plan.groups(List.of(Plan.Table.values()), null).stream()
                .flatMap(List::stream)
                .toList();
        // a score may serve two tables
        tasks.stream()
                .map(task -> List.of(task.id(), task.recipe().text()))
                .distinct()
                .forEach(pair -> assertThat(names.add(pair.getFirst()))
                        .as(pair.getFirst())
                        .isTrue());
    }

    @Test
    void every_arm_is_a_trainer_that_knows_its_settings() {
        TrainingTask.Where where = new TrainingTask.Where(Path.of("none"), Path.of("none"), 1, "none", null);
        for (Design design : Design.ALL) {
            Plan plan = new Plan(design, 60, 60, 60, 1);
            assertThat(plan.groups(List.of(Plan.Table.values()), where))
                    .hasSize(Plan.ARMS.size() + 2 * Plan.PAIR.size() + Plan.DOSES.size() * Plan.LOSSES.size())
                    .allSatisfy(group -> assertThatNoException()
                            .isThrownBy(() -> group.getFirst().check()));
        }
    }
}
