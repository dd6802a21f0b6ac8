package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthTest {
    @ParameterizedTest
    @CsvSource({"0.5A, 5e-11", "-20nm, -2e-8", "1.3mm, 1.3e-3", "3um, 3e-6", "7 pm, 7e-12", "1e-3m, 1e-3", "0A, 0"})
    void a_length_has_its_unit(String text, double metres) {
        assertThat(Length.hasUnit(text)).isTrue();
        assertThat(Length.metres("it", text)).isCloseTo(metres, within(1e-12 * Math.abs(metres)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "1e3", "A", "3km", "3 furlongs", "x3nm", "1e999m", "3a"})
    void what_has_none_is_refused(String text) {
        assertThatThrownBy(() -> Length.metres("the step", text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the step must be a length with its unit");
    }

    /** So that options may take plain pixels as well. */
    @Test
    void numbers_alone_are_no_lengths() {
        assertThat(Length.hasUnit("1e3")).isFalse();
        assertThat(Length.hasUnit("4.5")).isFalse();
    }
}
