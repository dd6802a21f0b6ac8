package org.polyptych.bench.star;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
    void where_more_is_better_the_first_time_that_it_was_as_good_counts() {
        SavedIterations saved =
                new SavedIterations(new double[] {0.5, 0.75, 0.625}, new double[] {0.5, 0.625, 0.75, 0.875}, false);
        assertThat(saved.after(1)).hasValue(1);
        assertThat(saved.after(3)).hasValue(1);
    }
}
