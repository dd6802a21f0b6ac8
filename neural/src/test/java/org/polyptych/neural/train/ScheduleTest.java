package org.polyptych.neural.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;

/** Rates over the steps of a training. */
class ScheduleTest {
    private static double at(String typed, long step, Double... watched) {
        return Schedule.parse(typed).factor(step, 100, List.of(watched));
    }

    @Test
    void the_warm_up_rises_in_equal_parts_whatever_follows() {
        assertThat(at("constant:warmUp=4", 0)).isEqualTo(0.25);
        assertThat(at("cosine:warmUp=4", 2)).isEqualTo(0.75);
        assertThat(at("steps:warmUp=4,every=10,by=0.5", 3)).isEqualTo(1);
        assertThat(at("steps:warmUp=4,every=10,by=0.5", 13)).isEqualTo(1);
        assertThat(at("steps:warmUp=4,every=10,by=0.5", 14)).isEqualTo(0.5);
    }

    @Test
    void the_cosine_goes_from_one_to_its_end() {
        assertThat(at("cosine", 0)).isEqualTo(1);
        assertThat(at("cosine", 50)).isCloseTo(0.5, within(1e-12));
        assertThat(at("cosine:end=0.2", 50)).isCloseTo(0.6, within(1e-12));
        assertThat(at("cosine:end=0.2", 100)).isCloseTo(0.2, within(1e-12));
        assertThat(at("cosine:warmUp=20", 60)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void the_exponential_has_half_its_logarithm_half_way() {
        assertThat(at("exponential:end=0.01", 50)).isCloseTo(0.1, within(1e-12));
        assertThat(at("exponential:end=0.01", 100)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void steps_halve_again_and_again() {
        assertThat(at("steps:every=10,by=0.5", 9)).isEqualTo(1);
        assertThat(at("steps:every=10,by=0.5", 35)).isEqualTo(0.125);
    }

    @Test
    void a_plateau_halves_where_nothing_has_been_gained() {
        String two = "plateau:patience=2,by=0.5";
        assertThat(at(two, 50, 3.0, 2.0, 2.5)).isEqualTo(1);
        assertThat(at(two, 50, 3.0, 2.0, 2.5, 2.0)).isEqualTo(0.5);
        assertThat(at(two, 50, 3.0, 2.0, 2.5, 2.0, 2.1)).isEqualTo(0.5);
        assertThat(at(two, 50, 3.0, 2.0, 2.5, 2.0, 2.1, 2.2)).isEqualTo(0.25);
        assertThat(at(two, 50, 3.0, 2.0, 2.5, 2.0, 1.0, 1.5)).isEqualTo(0.5);
        assertThat(at("plateau:patience=1,by=0.5,least=0.3", 50, 1.0, 2.0, 2.0, 2.0))
                .isEqualTo(0.3);
    }

    @Test
    void only_those_that_go_down_towards_the_end_need_to_know_it() {
        assertThat(Schedule.parse("constant").needsEnd()).isFalse();
        assertThat(Schedule.parse("plateau").needsEnd()).isFalse();
        assertThat(Schedule.parse("steps").needsEnd()).isFalse();
        assertThat(Schedule.parse("cosine").needsEnd()).isTrue();
        assertThat(Schedule.parse("exponential").needsEnd()).isTrue();
    }

    @Test
    void what_cannot_be_is_refused_in_one_line() {
        assertThatThrownBy(() -> Schedule.parse("cosin"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("did you mean 'cosine'");
        assertThatThrownBy(() -> Schedule.parse("steps:by=2"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("steps.by");
    }
}
