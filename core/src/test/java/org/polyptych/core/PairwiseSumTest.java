package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseSumTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 128, 129, 1000, 101 * 101, 128 * 128, 1 << 20})
    void itIsTheSum(int n) {
        RandomStream random = new RandomStream(1, n);
        float[] values = new float[n + 3];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.uniform();
            sum += i < n ? values[i] : 0;
        }
        assertThat(PairwiseSum.destroying(values, n)).isCloseTo(sum, within(1e-6 * sum));
    }

    @org.junit.jupiter.api.Test
    void nothingSumsToZero() {
        assertThat(PairwiseSum.destroying(new float[] {3}, 0)).isZero();
    }

    /** Added one by one in float, sixteen million ones and more no longer grow. */
    @org.junit.jupiter.api.Test
    void smallTermsAreNotLostBesideALargeSum() {
        int n = 1 << 25;
        float[] ones = new float[n];
        java.util.Arrays.fill(ones, 1);
        assertThat(PairwiseSum.destroying(ones, n)).isEqualTo(n);
    }
}
