package org.polyptych.physics.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.Displacement;

class AgreementTest {
    private static final double PIXEL = 8e-9;
    private static final int SIDE = 128;

    /** White signal with independent noise of half its amplitude in each: correlation 1 / (1 + 1/4) on all rings. */
    @Test
    void theSignalToNoiseRatioSetsTheCurve() {
        Evaluation agreement = Agreement.of(comparison(noisy(0.5, 2), noisy(0.5, 3)));

        assertThat(agreement.value("object.frc.mean")).isEqualTo(0.8, within(0.03));
        assertThat(agreement.value("object.frc.seventh")).isEqualTo(1, within(0.02));
        assertThat(agreement.value("object.resolution.seventh")).isEqualTo(8, within(0.2));
        // sqrt(1 - 0.8^2)
        assertThat(agreement.value("object.nrmse")).isEqualTo(0.6, within(0.03));
    }

    /** Noise of 1.1 times the signal: correlation 1 / (1 + 1.21) = 0.45, between 1/7 and 1/2. */
    @Test
    void thresholdsDisagreeAboutNoisyHalves() {
        Evaluation agreement = Agreement.of(comparison(noisy(1.1, 2), noisy(1.1, 3)));

        assertThat(agreement.value("object.frc.half")).isLessThan(0.2);
        assertThat(agreement.value("object.frc.seventh")).isGreaterThan(0.3);
        assertThat(agreement.value("object.resolution.half")).isGreaterThan(5 * PIXEL * 1e9);
    }

    /** Not a number of nanometres larger than the field. */
    @Test
    void strangersHaveNoResolution() {
        Evaluation agreement = Agreement.of(comparison(noisy(30, 2), noisy(30, 3)));

        assertThat(agreement.has("object.resolution.half")).isFalse();
        assertThat(agreement.notes()).anySatisfy(note -> assertThat(note).contains("no resolution by 1/2"));
    }

    /** The lesser of both lights: what only one of them saw does not count. */
    @Test
    void onlyWhatBothSawIsCompared() {
        RealImage upper = light(0, 90);
        RealImage lower = light(40, SIDE);
        Evaluation agreement = Agreement.of(
                Comparison.of(subject(noisy(0.1, 2), upper), subject(noisy(0.1, 3), lower), Placement.AUTOMATIC));

        assertThat(agreement.notes()).anySatisfy(note -> assertThat(note).contains("50 x 128 pixels", "from row 40"));
    }

    /** A known probe leaves no shift free: halves that lie two pixels apart disagree, and are not brought together. */
    @Test
    void objectsUnderOneProbeAreNotMoved() {
        ComplexImage one = noisy(0.1, 2);
        ComplexImage other = new Displacement(2, 0, 0, 0).undone(noisy(0.1, 3));
        Probe probe = probe(1);

        Evaluation known = Agreement.of(comparison(one, probe, other, probe.copy()));
        Evaluation found = Agreement.of(comparison(one, probe, other, probe(2)));

        assertThat(known.value("object.nrmse")).isGreaterThan(0.9);
        assertThat(known.value("removed.shift.down")).isZero();
        assertThat(known.notes()).anySatisfy(note -> assertThat(note).contains("the same probe"));
        assertThat(found.value("object.nrmse")).isLessThan(0.2);
        assertThat(found.value("removed.shift.down")).isEqualTo(2, within(0.01));
    }

    /** A fraction of a pixel between the grids is no shift of the object. */
    @Test
    void gridsUnderOneProbeAreBroughtTogether() {
        Probe probe = probe(1);
        ComplexImage other = new Displacement(0.25, 0, 0, 0).undone(noisy(0, 3));
        Subject between = new Subject(
                "half",
                Specimen.of(other, PIXEL, PIXEL, 0.25 * PIXEL, 0),
                Optional.of(probe),
                Optional.empty(),
                Optional.of(light(0, SIDE)));

        Evaluation agreement = Agreement.of(
                Comparison.of(between, subject(noisy(0, 2), light(0, SIDE), Optional.of(probe)), Placement.AUTOMATIC));

        assertThat(agreement.value("object.nrmse")).isLessThan(0.05);
        assertThat(agreement.value("removed.shift.down")).isZero();
    }

    private static Comparison comparison(ComplexImage one, Probe probe, ComplexImage other, Probe otherProbe) {
        RealImage light = light(0, SIDE);
        return Comparison.of(
                subject(one, light, Optional.of(probe)),
                subject(other, light, Optional.of(otherProbe)),
                Placement.AUTOMATIC);
    }

    private static Probe probe(long seed) {
        RandomStream random = new RandomStream(seed, 0);
        ComplexImage mode = ComplexImage.zeros(16, 16);
        for (int i = 0; i < mode.size(); i++) {
            mode.re()[i] = (float) random.gaussian();
            mode.im()[i] = (float) random.gaussian();
        }
        return Probe.of(mode);
    }

    private static Comparison comparison(ComplexImage one, ComplexImage other) {
        RealImage light = light(0, SIDE);
        return Comparison.of(subject(one, light), subject(other, light), Placement.AUTOMATIC);
    }

    private static Subject subject(ComplexImage image, RealImage light) {
        return subject(image, light, Optional.empty());
    }

    private static Subject subject(ComplexImage image, RealImage light, Optional<Probe> probe) {
        Specimen specimen = Specimen.of(image, PIXEL, PIXEL, 0, 0);
        return new Subject("half", specimen, probe, Optional.empty(), Optional.of(light));
    }

    private static RealImage light(int from, int to) {
        RealImage light = RealImage.zeros(SIDE, SIDE);
        Arrays.fill(light.values(), from * SIDE, to * SIDE, 5);
        return light;
    }

    /** One white signal, the same every time, under noise of its own. */
    private static ComplexImage noisy(double sigma, long seed) {
        RandomStream signal = new RandomStream(1, 0);
        RandomStream noise = new RandomStream(seed, 0);
        ComplexImage image = ComplexImage.zeros(SIDE, SIDE);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) (signal.gaussian() + sigma * noise.gaussian());
            image.im()[i] = (float) (signal.gaussian() + sigma * noise.gaussian());
        }
        return image;
    }
}
