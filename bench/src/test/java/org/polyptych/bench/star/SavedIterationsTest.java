package org.polyptych.bench.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.core.BadInputException;

/** How many iterations a start saves. */
class SavedIterationsTest {
    private static final double[] PLAIN = {8, 4, 2, 1};

    @Test
    void a_start_where_the_plain_run_stands_after_two_saves_two() {
        SavedIterations saved = new SavedIterations(PLAIN, new double[] {4, 2, 1, 0.5, 0.25}, true);
        assertThat(saved.after(2)).hasValue(2);
        assertThat(saved.after(4)).hasValue(2);
        assertThat(saved.curve().getKey()).containsExactly(1, 2, 3, 4);
        assertThat(saved.curve().getValue()).containsExactly(1, 2, 2, 2);
    }

    @Test
    void a_start_that_costs_iterations_saves_less_than_none() {
        SavedIterations saved = new SavedIterations(PLAIN, new double[] {20, 10, 8, 4, 3}, true);
        assertThat(saved.after(1)).hasValue(-1);
        assertThat(saved.after(2)).hasValue(-1);
        assertThat(saved.after(3)).isEmpty();
        assertThat(saved.curve().getKey()).containsExactly(1, 2);
    }

    @Test
    void a_run_that_lacks_a_figure_is_not_read_as_a_shorter_one() {
        Map<String, Double> scores =
                Map.of(StartedTask.key(StartedTask.LOSS, 1), 2.0, StartedTask.key(StartedTask.AGREEMENT, 2), 0.5);
        CellResult result =
                new CellResult("star-lsqml2", "", "", 2, 1, Map.of(), "none", "", "2026-11-22", 1, 1, scores);
        assertThatThrownBy(() -> SavedIterations.series(result, StartedTask.LOSS, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("star-lsqml2: has no figure 'amplitude_error.0002'");
    }

    @Test
    void where_more_is_better_the_first_time_that_it_was_as_good_counts() {
        SavedIterations saved =
                new SavedIterations(new double[] {0.5, 0.75, 0.625}, new double[] {0.5, 0.625, 0.75, 0.875}, false);
        assertThat(saved.after(1)).hasValue(1);
        assertThat(saved.after(3)).hasValue(1);
    }
}
