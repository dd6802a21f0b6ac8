package org.polyptych.physics.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.RandomStream;

class LossTest {
    static Stream<Loss> losses() {
        return Stream.of(
                new AmplitudeL2(),
                new AmplitudeL1(),
                new SmoothL1(0.7f),
                new Poisson(),
                new IntensityL2(),
                new ReadNoise(1.7, 0),
                new Saturated(new AmplitudeL2(), 4),
                new Saturated(new Poisson(), 6),
                new ReadNoise(1.2, 0.8));
    }

    /** With noise that itself depends on the signal the likeliest signal is not quite the measured one. */
    static Stream<Loss> zeroWhereExact() {
        return losses().filter(loss -> !(loss instanceof ReadNoise noise && noise.gain() > 0));
    }

    private static double value(Loss loss, double intensity, float amplitude) {
        float[] value = {(float) intensity};
        loss.evaluate(value, new float[] {amplitude}, new float[] {1}, new float[1]);
        return value[0];
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theFactorIsTheDerivativeByIntensity(Loss loss) {
        RandomStream random = new RandomStream(5, 0);
        for (int trial = 0; trial < 50; trial++) {
            float intensity = (float) (0.5 + 20 * random.uniform());
            float amplitude = (float) (0.3 + 4 * random.uniform());
            if (Math.abs(Math.sqrt(intensity) - amplitude) < 0.05) {
                continue;
            }
            float[] factor = new float[1];
            loss.evaluate(new float[] {intensity}, new float[] {amplitude}, new float[] {1}, factor);
            double h = 0.02 * intensity;
            double slope = (value(loss, intensity + h, amplitude) - value(loss, intensity - h, amplitude)) / (2 * h);
            assertThat((double) factor[0]).isCloseTo(slope, within(0.02 + 0.02 * Math.abs(slope)));
        }
    }

    @ParameterizedTest
    @MethodSource("zeroWhereExact")
    void theLossIsZeroWhereThePredictionIsExactAndNeverNegative(Loss loss) {
        assertThat(value(loss, 9, 3)).isCloseTo(0, within(1e-6));
        RandomStream random = new RandomStream(6, 0);
        for (int trial = 0; trial < 100; trial++) {
            assertThat(value(loss, 10 * random.uniform(), (float) (3 * random.uniform())))
                    .isGreaterThan(-1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theProximalStepMinimises(Loss loss) {
        RandomStream random = new RandomStream(8, 0);
        for (int trial = 0; trial < 60; trial++) {
            double a = 0.2 + 4 * random.uniform();
            float y = (float) (3 * random.uniform());
            float tau = (float) (0.05 + 2 * random.uniform());
            float[] factor = new float[1];
            loss.proximal(new float[] {(float) (a * a)}, new float[] {y}, new float[] {1}, tau, factor);
            double x = factor[0] * a;
            double best = tau * value(loss, x * x, y) + (x - a) * (x - a) / 2;
            for (double other = 0.001; other < 8; other += 0.003) {
                double cost = tau * value(loss, other * other, y) + (other - a) * (other - a) / 2;
                assertThat(best).isLessThanOrEqualTo(cost + 2e-4 * (1 + cost));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void maskedPixelsCostNothingAndStayAsTheyAre(Loss loss) {
        float[] intensity = {4, 0};
        float[] factor = {7, 7};
        loss.proximal(intensity, new float[] {1, 5}, new float[] {0, 0}, 1, factor);
        assertThat(factor).containsExactly(1, 1);
        loss.evaluate(intensity, new float[] {1, 5}, new float[] {0, 0}, factor);
        assertThat(Math.abs(intensity[0]) + Math.abs(intensity[1])).isZero();
        assertThat(Math.abs(factor[0]) + Math.abs(factor[1])).isZero();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void darkPixelsStayFinite(Loss loss) {
        float[] intensity = {0, 0};
        float[] factor = new float[2];
        float[] amplitude = {0, 3};
        loss.proximal(intensity, amplitude, new float[] {1, 1}, 0.5f, factor);
        assertThat(factor[0]).isFinite();
        assertThat(factor[1]).isFinite();
        loss.evaluate(intensity, amplitude, new float[] {1, 1}, factor);
        assertThat(intensity[0]).isFinite();
        assertThat(intensity[1]).isFinite();
        assertThat(factor[1]).isFinite();
    }
}
