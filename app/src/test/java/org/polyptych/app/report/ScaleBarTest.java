package org.polyptych.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleBarTest {

    @ParameterizedTest
    @CsvSource({"1e-8, 100, 1 µm, 100", "1e-8, 99, 500 nm, 50", "2e-9, 120, 200 nm, 100", "3e-6, 500, 1 mm, 333.333"})
    void isTheLongestRoundLengthThatFits(double metresPerPixel, double most, String label, double pixels) {
        ScaleBar bar = ScaleBar.fit(metresPerPixel, most);

        assertThat(bar.label()).isEqualTo(label);
        assertThat(bar.pixels()).isCloseTo(pixels, within(0.01));
    }

    @Test
    void atomsAreMeasuredInAngstrom() {
        assertThat(ScaleBar.fit(1e-11, 60).label()).isEqualTo("5 Å");
        assertThat(ScaleBar.fit(1e-11, 110).label()).isEqualTo("1 nm");
    }
}
