package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {
    private static final int DRAWS = 200_000;

    /** Both are the mean; five standard errors, that of the variance from the fourth moment m + 3 m^2. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-3, 0.5, 9.99, 10, 30, 45, 1e4, 9e8, 1.1e9, 1e12})
    void meanAndVarianceOfAPoissonNumberAreItsMean(double mean) {
        RandomStream random = new RandomStream(8, 1);
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < DRAWS; k++) {
            double value = random.poisson(mean);
            assertThat(value).isEqualTo(Math.rint(value)).isNotNegative();
            sum += value - mean;
            squares += (value - mean) * (value - mean);
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(5 * Math.sqrt(mean / DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(mean, within(5 * Math.sqrt((mean + 2 * mean * mean) / DRAWS)));
    }

    /** A law is more than mean and variance: every value of means on both sides of the change of method. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 3.5, 9.9, 10.1, 25})
    void everyValueOfAPoissonNumberIsAsLikelyAsItsLawSays(double mean) {
        RandomStream random = new RandomStream(8, 2);
        int[] seen = new int[200];
        for (int k = 0; k < DRAWS; k++) {
            seen[(int) random.poisson(mean)]++;
        }
        double probability = Math.exp(-mean);
        for (int k = 0; k < seen.length; k++) {
            assertThat((double) seen[k] / DRAWS)
                    .as("%d of mean %s", k, mean)
                    .isCloseTo(probability, within(5 * Math.sqrt(probability / DRAWS) + 5.0 / DRAWS));
            probability *= mean / (k + 1);
        }
    }

    /** Numbers of two or more are rare at small means, not absent: a draw that stops at one is biased. */
    @Test
    void smallMeansGiveTwoAsOftenAsTheyShould() {
        RandomStream random = new RandomStream(8, 3);
        double mean = 9e-4;
        int draws = 20_000_000;
        int two = 0;
        for (int k = 0; k < draws; k++) {
            two += random.poisson(mean) == 2 ? 1 : 0;
        }
        double expected = draws * mean * mean / 2;
        assertThat((double) two).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }

    @ParameterizedTest
    @CsvSource({"7,0.3", "7,0.9", "1000,0.001", "1000,0.4", "1000,0.99", "1e8,0.25", "1,0.5", "50,1", "50,0"})
    void meanAndVarianceOfABinomialNumberAreThoseOfItsLaw(double n, double chance) {
        RandomStream random = new RandomStream(8, 4);
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < DRAWS; k++) {
            double value = random.binomial(n, chance);
            assertThat(value).isBetween(0.0, n).isEqualTo(Math.rint(value));
            sum += value - n * chance;
            squares += (value - n * chance) * (value - n * chance);
        }
        double variance = n * chance * (1 - chance);
        double fourth = variance * (1 + 3 * Math.max(0, variance * (1 - 2 / n)));
        assertThat(sum / DRAWS).isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS) + 1e-12));
        assertThat(squares / DRAWS).isCloseTo(variance, within(5 * Math.sqrt(fourth / DRAWS) + 1e-12));
    }

    /** Photons that are thinned are still Poisson: of mean 20, a quarter is Poisson of mean 5. */
    @Test
    void aThinnedPoissonNumberIsAPoissonNumber() {
        RandomStream random = new RandomStream(8, 5);
        int[] seen = new int[60];
        for (int k = 0; k < DRAWS; k++) {
            seen[(int) random.binomial(random.poisson(20), 0.25)]++;
        }
        double probability = Math.exp(-5);
        for (int k = 0; k < 20; k++) {
            assertThat((double) seen[k] / DRAWS).isCloseTo(probability, within(5 * Math.sqrt(probability / DRAWS)));
            probability *= 5.0 / (k + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,0.5", "2.5,0.5", "1e10,0.5", "5,-0.1", "5,1.1", "5,NaN", "NaN,0.5"})
    void aBinomialNumberOfNothingIsRefused(double n, double chance) {
        assertThatThrownBy(() -> new RandomStream(1, 1).binomial(n, chance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("binomial");
    }

    @Test
    void aPoissonNumberOfMeanZeroIsZero() {
        assertThat(new RandomStream(1, 1).poisson(0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, -5, Double.NaN, Double.POSITIVE_INFINITY})
    void aMeanThatIsNoneIsRefused(double mean) {
        assertThatThrownBy(() -> new RandomStream(1, 1).poisson(mean))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mean");
    }

    @Test
    void theSameSeedAndStreamGiveTheSameNumbersAndOthersGiveOthers() {
        double[] first = uniforms(5, 9);
        assertThat(uniforms(5, 9)).isEqualTo(first);
        assertThat(uniforms(5, 10)).isNotEqualTo(first);
        assertThat(uniforms(6, 9)).isNotEqualTo(first);
        assertThat(uniforms(9, 5)).isNotEqualTo(first);
        assertThat(uniforms(0, -1)).isNotEqualTo(uniforms(0, 0));
    }

    /** Neighbouring streams are as unrelated as independent ones: correlation within five standard errors. */
    @Test
    void neighbouringStreamsAreUncorrelated() {
        double[] a = uniforms(1, 1);
        double[] b = uniforms(1, 2);
        double sum = IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - 0.5) * (b[i] - 0.5) * 12)
                .sum();
        assertThat(sum / a.length).isCloseTo(0, within(5 / Math.sqrt(a.length)));
    }

    private static double[] uniforms(long seed, long stream) {
        RandomStream random = new RandomStream(seed, stream);
        return IntStream.range(0, 5000).mapToDouble(i -> random.uniform()).toArray();
    }

    @Test
    void normalNumbersHaveMeanZeroAndVarianceOne() {
        RandomStream random = new RandomStream(3, 3);
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < DRAWS; k++) {
            double value = random.gaussian();
            sum += value;
            squares += value * value;
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 161})
    void aPermutationHoldsEveryNumberOnce(int n) {
        int[] order = new RandomStream(2, 7).permutation(n);
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        assertThat(sorted).isEqualTo(IntStream.range(0, n).toArray());
        if (n == 161) {
            assertThat(order).isNotEqualTo(sorted);
        }
    }

    /** Every number comes to the first place equally often: 24 permutations of 4, each of 1/24. */
    @Test
    void everyPermutationIsEquallyLikely() {
        RandomStream random = new RandomStream(4, 4);
        int[] count = new int[256];
        for (int k = 0; k < 24_000; k++) {
            int[] p = random.permutation(4);
            count[p[0] + 4 * p[1] + 16 * p[2] + 64 * p[3]]++;
        }
        int[] seen = Arrays.stream(count).filter(c -> c > 0).toArray();
        assertThat(seen).hasSize(24);
        for (int c : seen) {
            assertThat((double) c).isCloseTo(1000, within(5 * Math.sqrt(1000)));
        }
    }
}
