package org.polyptych.bench.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;

/** Spectra of images that are known. */
class SpectrumTest {
    private static final int SIDE = 128;
    private static final double PIXEL = 0.25;

    @Test
    void power_lies_at_the_frequency_of_a_wave() {
        PowerSpectrum spectrum = PowerSpectrum.of(waves(0, 24), PIXEL, PIXEL);

        double[] means = spectrum.means();
        int brightest = 0;
        for (int ring = 1; ring < means.length; ring++) {
            brightest = means[ring] > means[brightest] ? ring : brightest;
        }
        assertThat(brightest * spectrum.ringStep()).isCloseTo(24 / (SIDE * PIXEL), within(1e-12));
        assertThat((means.length - 1) * spectrum.ringStep()).isCloseTo(0.5 / PIXEL, within(1e-12));
    }

    @Test
    void the_limit_is_the_highest_line_above_the_noise_that_the_truth_has_too() {
        PowerSpectrum truth = PowerSpectrum.of(waves(0, 12, 24, 40), PIXEL, PIXEL);
        // the wave of 50 is none of the truth's
        PowerSpectrum found = PowerSpectrum.of(waves(1.5, 12, 24, 50), PIXEL, PIXEL);

        assertThat(InformationLimit.of(found, truth)).isCloseTo(24 / (SIDE * PIXEL), within(2 / (SIDE * PIXEL)));
        assertThat(InformationLimit.of(truth, truth)).isGreaterThanOrEqualTo(40 / (SIDE * PIXEL));
    }

    @Test
    void more_noise_leaves_a_lower_limit_and_noise_alone_none() {
        RealImage weaker = waves(0, 12);
        RealImage alsoWeak = waves(0, 40);
        for (int i = 0; i < weaker.size(); i++) {
            weaker.values()[i] += 0.2f * alsoWeak.values()[i];
        }
        PowerSpectrum truth = PowerSpectrum.of(weaker, PIXEL, PIXEL);

        assertThat(InformationLimit.of(PowerSpectrum.of(noisy(weaker, 0.2), PIXEL, PIXEL), truth))
                .isCloseTo(40 / (SIDE * PIXEL), within(2 / (SIDE * PIXEL)));
        assertThat(InformationLimit.of(PowerSpectrum.of(noisy(weaker, 3), PIXEL, PIXEL), truth))
                .isCloseTo(12 / (SIDE * PIXEL), within(2 / (SIDE * PIXEL)));
        RealImage nothing = RealImage.zeros(SIDE, SIDE);
        assertThat(InformationLimit.of(PowerSpectrum.of(noisy(nothing, 1), PIXEL, PIXEL), truth))
                .isZero();
    }

    @Test
    void noise_is_the_same_in_all_directions_and_smeared_noise_is_not() {
        RealImage noise = noisy(RealImage.zeros(SIDE, SIDE), 1);
        RealImage smeared = RealImage.zeros(SIDE, SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int k = 0; k < 4; k++) {
                    smeared.values()[y * SIDE + x] += noise.at(y, (x + k) % SIDE);
                }
            }
        }

        double even = Anisotropy.of(PowerSpectrum.of(noise, PIXEL, PIXEL), 1.5);
        double uneven = Anisotropy.of(PowerSpectrum.of(smeared, PIXEL, PIXEL), 1.5);

        assertThat(even).isLessThan(0.3);
        assertThat(uneven).isGreaterThan(0.6);
        assertThat(Anisotropy.of(PowerSpectrum.of(noise, PIXEL, PIXEL), 0)).isNaN();
    }

    @Test
    void one_of_two_directions_without_power_is_the_worst_there_is() {
        // one wave only: eleven sectors have next to nothing
        assertThat(Anisotropy.of(PowerSpectrum.of(waves(0, 24), PIXEL, PIXEL), 2))
                .isGreaterThan(0.95);
    }

    @Test
    void what_varies_slowly_is_told_apart() {
        RealImage slow = waves(0, 2);
        RealImage fast = waves(0, 30);
        RealImage both = slow.copy();
        RealImage halfOfIt = slow.copy();
        for (int i = 0; i < both.size(); i++) {
            both.values()[i] += fast.values()[i];
            halfOfIt.values()[i] = 0.5f * slow.values()[i] + fast.values()[i];
        }

        // 2 waves over 32 A are below 1/(10 A), 30 are not
        assertThat(SlowDetail.error(slow, both, PIXEL, PIXEL)).isLessThan(0.02);
        assertThat(SlowDetail.error(halfOfIt, both, PIXEL, PIXEL)).isCloseTo(0.5, within(0.02));
        assertThat(SlowDetail.error(fast, both, PIXEL, PIXEL)).isCloseTo(1, within(0.02));
    }

    /** Waves of so many cycles over the image's width, one above the other, with noise of a standard deviation. */
    private static RealImage waves(double noise, int... cycles) {
        RealImage image = RealImage.zeros(SIDE, SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int c : cycles) {
                    image.values()[y * SIDE + x] += (float) Math.cos(2 * Math.PI * c * x / SIDE);
                }
            }
        }
        return noisy(image, noise);
    }

    private static RealImage noisy(RealImage image, double deviation) {
        RandomStream random = new RandomStream(5, 0);
        RealImage out = image.copy();
        for (int i = 0; i < out.size(); i++) {
            out.values()[i] += (float) (deviation * random.gaussian());
        }
        return out;
    }
}
