package org.polyptych.physics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

class FourierRingCorrelationTest {
    private static final Apodisation NONE = new Apodisation(0);

    @Test
    void anImageAgreesWithItselfWhateverItsComplexScale() {
        ComplexImage image = noise(1);
        ComplexImage scaled = BlobField.ramped(image.copy(), 0, 0, 3, 2.1);

        double[] correlation = FourierRingCorrelation.of(image, scaled).correlation();

        assertThat(correlation).hasSize(33);
        assertThat(Arrays.stream(correlation).boxed())
                .allSatisfy(c -> assertThat(c).isEqualTo(1, within(1e-5)));
    }

    @Test
    void aRealImageAndItsNegativeDisagree() {
        RealImage image = new RealImage(64, 64, noise(1).re());
        RealImage negative = image.copy();
        for (int i = 0; i < negative.size(); i++) {
            negative.values()[i] *= -1;
        }

        double[] correlation =
                FourierRingCorrelation.of(image, negative, Apodisation.TUKEY).correlation();

        assertThat(Arrays.stream(correlation).skip(1))
                .allSatisfy(c -> assertThat(c).isEqualTo(-1, within(1e-5)));
    }

    /** Two measurements of one white signal with noise of half its amplitude: SNR 4, correlation SNR / (1 + SNR). */
    @Test
    void theCorrelationIsSetByTheSignalToNoiseRatio() {
        ComplexImage signal = noise(1);
        ComplexImage one = BlobField.noisy(signal.copy(), 0.5, 2);
        ComplexImage other = BlobField.noisy(signal.copy(), 0.5, 3);

        assertThat(FourierRingCorrelation.of(one, other).mean(1)).isEqualTo(0.8, within(0.03));
    }

    /** The modulus of the sum would give about 0.09 here: the mean over rings of 1 / sqrt(n). */
    @Test
    void independentNoiseEarnsNoCredit() {
        double sum = 0;
        for (int seed = 0; seed < 20; seed++) {
            RealImage one = new RealImage(64, 64, noise(100 + seed).re());
            RealImage other = new RealImage(64, 64, noise(200 + seed).re());
            sum += FourierRingCorrelation.of(one, other, Apodisation.TUKEY).mean(1) / 20;
        }

        assertThat(sum).isEqualTo(0, within(0.02));
    }

    /**
     * What the window is for: two different slopes under independent noise jump at the edges, and the jumps agree at
     * every frequency.
     */
    @Test
    void withoutTheWindowEdgesWouldPassForAgreement() {
        RealImage one = slopeUnderNoise(5);
        RealImage other = slopeUnderNoise(6);

        double bare = FourierRingCorrelation.of(one, other, NONE).mean(1);
        double apodised =
                FourierRingCorrelation.of(one, other, Apodisation.TUKEY).mean(1);

        assertThat(bare).isGreaterThan(0.3);
        assertThat(apodised).isLessThan(bare / 2);
    }

    /** numpy: W * (image - weighted mean), fft2, rings of rint(hypot(k)), Re sum(A conj B exp(-i phase)). */
    @Test
    void theValuesAreThoseOfNumpy() {
        ComplexImage a = ComplexImage.zeros(8, 8);
        ComplexImage b = ComplexImage.zeros(8, 8);
        for (int y = 0, i = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++, i++) {
                a.re()[i] = (float) (1 + 0.5 * Math.sin(1.3 * y + 0.7 * x * x));
                a.im()[i] = (float) (0.3 * x - 0.1 * y * y * Math.cos(x));
                b.re()[i] = (float) (0.8 + 0.4 * Math.sin(1.1 * y + 0.7 * x * x));
                b.im()[i] = (float) (0.3 * x - 0.12 * y * y * Math.cos(1.1 * x));
            }
        }

        FourierRingCorrelation bare = FourierRingCorrelation.of(a, b, NONE);
        FourierRingCorrelation tapered = FourierRingCorrelation.of(a, b, new Apodisation(0.25));
        FourierRingCorrelation real =
                FourierRingCorrelation.of(new RealImage(8, 8, a.re()), new RealImage(8, 8, b.re()), Apodisation.HANN);

        assertThat(bare.pixels()).containsExactly(1, 8, 12, 16, 22);
        assertThat(bare.correlation())
                .containsExactly(new double[] {1, 0.96880501, 0.92709766, 0.91914347, 0.85154297}, within(1e-5));
        assertThat(tapered.correlation())
                .containsExactly(new double[] {1, 0.90362439, 0.93317033, 0.89329957, 0.82290170}, within(1e-5));
        assertThat(real.correlation())
                .containsExactly(new double[] {1, 0.79963496, 0.74811895, 0.73538891, 0.75568953}, within(1e-5));
    }

    @Test
    void ringsOfAnOblongImageHoldEqualFrequencies() {
        // one wave of 8 pixels period across: an eighth of a cycle a pixel, ring 32 / 8
        ComplexImage wave = ComplexImage.zeros(32, 64);
        for (int i = 0; i < wave.size(); i++) {
            wave.re()[i] = (float) Math.cos(2 * Math.PI * (i % 64) / 8);
        }
        ComplexImage other = wave.copy();
        BlobField.noisy(other, 1e-4, 8);
        BlobField.noisy(wave, 1e-4, 9);

        FourierRingCorrelation curve = FourierRingCorrelation.of(wave, other, NONE);

        assertThat(curve.size()).isEqualTo(32);
        assertThat(curve.correlation()[4]).isGreaterThan(0.99);
        assertThat(curve.correlation()[8]).isLessThan(0.5);
        assertThat(curve.fractionOfNyquist(4)).isEqualTo(0.25);
    }

    @Test
    void theFirstCrossingCountsAndIsInterpolated() {
        int[] many = {1, 1000, 1000, 1000, 1000};
        FourierRingCorrelation curve = new FourierRingCorrelation(new double[] {1, 0.9, 0.6, 0.4, 0.8}, many, 8);

        FourierRingCorrelation.Crossing half = curve.crossing(Threshold.HALF);

        // half way between rings 2 and 3 of 4
        assertThat(half.fractionOfNyquist()).isEqualTo(0.625, within(1e-12));
        assertThat(half.halfPeriod(10e-9)).isEqualTo(16e-9, within(1e-18));
        assertThat(curve.crossing(Threshold.SEVENTH).crossed()).isFalse();
        assertThat(curve.crossing(Threshold.SEVENTH).fractionOfNyquist()).isEqualTo(1);
        assertThat(curve.mean(0.5)).isEqualTo(0.75, within(1e-12));
    }

    /** metric_goldens.py: scipy.ndimage.gaussian_filter1d, sigma 1 and 2. */
    @Test
    void aSmoothedCurveIsThatOfScipyAndItsFirstRingBelowIsNotInterpolated() {
        FourierRingCorrelation curve =
                new FourierRingCorrelation(new double[] {1, 0.9, 0.2, 0.8, 0.4, 0.1}, new int[6], 10);

        assertThat(curve.smoothed(1).correlation())
                .containsExactly(
                        new double[] {0.92267191, 0.75240046, 0.57173661, 0.52339118, 0.39955134, 0.2302485},
                        within(1e-7));
        assertThat(curve.smoothed(2).correlation())
                .containsExactly(
                        new double[] {0.76930773, 0.71090771, 0.61590294, 0.51184011, 0.4224489, 0.3695926},
                        within(1e-7));
        assertThat(curve.firstBelow(0.5)).isEqualTo(2);
        assertThat(curve.smoothed(1).firstBelow(0.5)).isEqualTo(4);
        assertThat(curve.firstBelow(0)).isEqualTo(6);
    }

    @Test
    void theThresholdsAreThePublishedOnes() {
        assertThat(Threshold.HALF.at(8)).isEqualTo(0.5);
        assertThat(Threshold.SEVENTH.at(8)).isEqualTo(0.142857, within(1e-6));
        // (0.2071 + 1.9102) / (1.2071 + 0.9102), and n = 100: 0.39812 / 1.29812
        assertThat(Threshold.HALF_BIT.at(1)).isEqualTo(1, within(1e-12));
        assertThat(Threshold.HALF_BIT.at(100)).isEqualTo(0.306690, within(1e-6));
    }

    @Test
    void nanAndOtherSizesAreRefused() {
        ComplexImage broken = noise(1);
        broken.im()[9] = Float.NaN;

        assertThatThrownBy(() -> FourierRingCorrelation.of(noise(1), broken)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> FourierRingCorrelation.of(noise(1), ComplexImage.zeros(64, 63)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("64 x 63");
    }

    private static ComplexImage noise(long seed) {
        return BlobField.noisy(ComplexImage.zeros(64, 64), 1, seed);
    }

    private static RealImage slopeUnderNoise(long seed) {
        RealImage image = new RealImage(64, 64, noise(seed).re());
        for (int i = 0; i < image.size(); i++) {
            image.values()[i] += 0.5f * (i / 64) + 0.5f * (i % 64);
        }
        return image;
    }
}
