package org.polyptych.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossChartTest {

    @Test
    void theAxisIsLogarithmicWhereTheLossFallsFar() {
        assertThat(LossChart.logarithmic(new double[] {3, Double.NaN, 0.02})).isTrue();
        assertThat(LossChart.logarithmic(new double[] {3, 2, 1})).isFalse();
        assertThat(LossChart.logarithmic(new double[] {3, 0, 1})).isFalse();
        assertThat(LossChart.logarithmic(new double[] {3, -1})).isFalse();
    }

    @Test
    void aSingleOrConstantLossCanBeDrawn() {
        assertThat(LossChart.of(new double[] {3}, "loss").getWidth()).isEqualTo(1440);
        assertThat(LossChart.of(new double[] {5, 5, 5}, "loss").getHeight()).isEqualTo(800);
    }
}
