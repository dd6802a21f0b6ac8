package org.polyptych.physics.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.RandomStream;

class ReadNoiseTest {
    /** Q(z) / phi(z) by SciPy: norm.sf(z) / norm.pdf(z). */
    @ParameterizedTest
    @CsvSource({
        "0, 1.2533141373155001",
        "0.5, 0.8763644564536924",
        "2.9, 0.3134486582862317",
        "3.1, 0.296191247991527",
        "10, 0.09902859647173118"
    })
    void theTailIsThatOfTheNormalDistribution(double z, double ratio) {
        assertThat(ReadNoise.scaledTail(z)).isCloseTo(ratio, within(1e-7 * ratio));
    }

    /** Many noisy readings of one dark pixel: the likeliest intensity is the true one, the mean reading is not. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0", "2, 0", "2, 0.7"})
    void theLikeliestIntensityOfClippedReadingsIsTheTrueOne(double truth, double gain) {
        double sigma = 2;
        int readings = 40_000;
        float[] amplitude = new float[readings];
        RandomStream random = new RandomStream(9, 0);
        double mean = 0;
        for (int k = 0; k < readings; k++) {
            double read = truth + Math.sqrt(sigma * sigma + gain * truth) * random.gaussian();
            amplitude[k] = (float) Math.sqrt(Math.max(0, read));
            mean += Math.max(0, read) / readings;
        }
        double found = likeliest(new ReadNoise(sigma, gain), amplitude);
        assertThat(found).isCloseTo(truth, within(0.05));
        assertThat(mean).isGreaterThan(truth + 0.1);
    }

    private static double likeliest(Loss loss, float[] amplitude) {
        double best = Double.POSITIVE_INFINITY;
        double at = 0;
        float[] ones = new float[amplitude.length];
        java.util.Arrays.fill(ones, 1);
        for (double intensity = 0; intensity < 6; intensity += 0.02) {
            float[] value = new float[amplitude.length];
            java.util.Arrays.fill(value, (float) intensity);
            loss.evaluate(value, amplitude, ones, new float[amplitude.length]);
            double sum = 0;
            for (float v : value) {
                sum += v;
            }
            if (sum < best) {
                best = sum;
                at = intensity;
            }
        }
        return at;
    }

    @Test
    void aBrightPredictionOfAZeroCostsMuchAndStaysFinite() {
        float[] value = {1e30f};
        float[] factor = new float[1];
        new ReadNoise(1, 0).evaluate(value, new float[1], new float[] {1}, factor);
        assertThat(value[0]).isFinite().isGreaterThan(1e6f);
        assertThat(factor[0]).isFinite().isPositive();
    }
}
