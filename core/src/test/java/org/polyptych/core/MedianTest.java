package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void ofAnEvenNumberItLiesBetweenTheTwoInTheMiddle() {
        assertThat(Median.of(new double[] {9, 1, 4})).isEqualTo(4);
        assertThat(Median.of(new double[] {9, 1, 4, 2})).isEqualTo(3);
        assertThat(Median.of(new float[] {9, 1, 4})).isEqualTo(4);
        // whose sum no float holds
        assertThat(Median.of(new float[] {3e38f, 2e38f})).isEqualTo(((double) 3e38f + 2e38f) / 2);
    }

    @Test
    void theValuesKeepTheirOrder() {
        double[] values = {3, 1, 2};
        Median.of(values);
        assertThat(values).containsExactly(3, 1, 2);
    }
}
