package org.polyptych.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({"0, 0 Å", "2.5e-10, 2.5 Å", "2e-9, 2 nm", "1.23456e-7, 123.5 nm", "5.2e-6, 5.2 µm", "2e-3, 2 mm"})
    void a_length_has_the_unit_that_suits_it(double metres, String text) {
        assertThat(Quantity.length(metres, 4)).isEqualTo(text);
    }
}
