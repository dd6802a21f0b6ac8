package org.polyptych.engines.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LikelihoodTest {
    private static final float[] COUNTS = {0, 1, 7, 300, 1e4f};
    private static final float[] PREDICTED = {0.4f, 2.5f, 6, 410, 0.8e4f};

    static Stream<Likelihood> all() {
        return Stream.of(new Gaussian(1), new Gaussian(0.05f), new Poisson(0.5f), new Euclidean());
    }

    private static float[] amplitudes() {
        float[] amplitudes = new float[COUNTS.length];
        for (int i = 0; i < amplitudes.length; i++) {
            amplitudes[i] = (float) Math.sqrt(COUNTS[i]);
        }
        return amplitudes;
    }

    private static float[] ones() {
        return new float[] {1, 1, 1, 1, 1};
    }

    /** {values, slopes}. */
    private static float[][] evaluate(Likelihood likelihood, float[] predicted, float[] weights) {
        float[] values = predicted.clone();
        float[] slopes = new float[values.length];
        likelihood.evaluate(values, amplitudes(), weights, slopes, 0, values.length);
        return new float[][] {values, slopes};
    }

    private static float[] moved(float[] a, float[] along, double length) {
        float[] moved = a.clone();
        for (int i = 0; i < a.length; i++) {
            moved[i] += (float) (length * along[i]);
        }
        return moved;
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSlopeIsThatOfTheValue(Likelihood likelihood) {
        float[][] here = evaluate(likelihood, PREDICTED, ones());
        float[][] more = evaluate(likelihood, moved(PREDICTED, PREDICTED, 0.02), ones());
        float[][] less = evaluate(likelihood, moved(PREDICTED, PREDICTED, -0.02), ones());
        for (int i = 0; i < COUNTS.length; i++) {
            double expected = (more[0][i] - less[0][i]) / (0.04 * PREDICTED[i]);
            assertThat((double) here[1][i])
                    .as("%s at %s of %s", likelihood, PREDICTED[i], COUNTS[i])
                    .isCloseTo(expected, within(2e-2 * Math.abs(expected) + 1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsMoreLikelyThanTheCountsThemselves(Likelihood likelihood) {
        float[][] exact = evaluate(likelihood, COUNTS, ones());
        float[][] here = evaluate(likelihood, PREDICTED, ones());
        for (int i = 0; i < COUNTS.length; i++) {
            assertThat(exact[0][i]).isCloseTo(0, within(1e-9f * (1 + COUNTS[i])));
            assertThat(here[0][i]).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTermOfSecondOrderIsThatOfTheValueAlongALine(Likelihood likelihood) {
        float[] a = {0.3f, -1, 2, 70, -500};
        float[] b = {0.5f, 2, 0.1f, 30, 900};
        float[] term = b.clone();
        likelihood.expand(PREDICTED.clone(), amplitudes(), ones(), a, term, 0, a.length);
        double t = 0.1;
        float[][] here = evaluate(likelihood, PREDICTED, ones());
        float[][] ahead = evaluate(likelihood, moved(moved(PREDICTED, a, t), b, t * t), ones());
        float[][] behind = evaluate(likelihood, moved(moved(PREDICTED, a, -t), b, t * t), ones());
        for (int i = 0; i < a.length; i++) {
            double expected = (ahead[0][i] + behind[0][i] - 2 * here[0][i]) / (2 * t * t);
            assertThat((double) term[i])
                    .as("%s at %s of %s", likelihood, PREDICTED[i], COUNTS[i])
                    .isCloseTo(expected, within(3e-2 * Math.abs(expected) + 3e-4 * (1 + COUNTS[i])));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void maskedPixelsHaveNoSay(Likelihood likelihood) {
        float[] none = new float[COUNTS.length];
        float[][] masked = evaluate(likelihood, PREDICTED, none);
        float[] term = PREDICTED.clone();
        likelihood.expand(PREDICTED.clone(), amplitudes(), none, PREDICTED.clone(), term, 0, term.length);
        assertThat(sum(masked[0])).isZero();
        for (int i = 0; i < term.length; i++) {
            assertThat(Math.abs(masked[1][i]) + Math.abs(term[i])).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theFloatingIntensityIsTheMostLikelyOne(Likelihood likelihood) {
        Likelihood exact = likelihood instanceof Poisson ? new Poisson(1e-6f) : likelihood;
        float[] above = new float[COUNTS.length];
        float[] below = new float[COUNTS.length];
        exact.floatingTerms(PREDICTED.clone(), amplitudes(), ones(), above, below, 0, above.length);
        double s = exact.floating(sum(above), sum(below));
        double best = sum(evaluate(exact, moved(PREDICTED, PREDICTED, s - 1), ones())[0]);
        for (double other : new double[] {0.9 * s, 1.1 * s}) {
            assertThat(sum(evaluate(exact, moved(PREDICTED, PREDICTED, other - 1), ones())[0]))
                    .isGreaterThan(best);
        }
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
