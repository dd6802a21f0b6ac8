package org.polyptych.physics.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Probe;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.probes.ProbeModes;
import org.polyptych.physics.simulation.probes.TestProbes;

class FocusTest {
    private static final XrayGeometry SQUARE = new XrayGeometry(128, 128, 1e-8, 1e-8, 8800, 2);

    private static Probe beam(String text, XrayGeometry geometry) {
        return Probe.of(TestProbes.parse(text).image(geometry)).withPower(1e5);
    }

    /** z_R = pi fwhm^2 / (2 ln 2 lambda). */
    private static double rayleigh(double fwhm, XrayGeometry geometry) {
        return Math.PI * fwhm * fwhm / (2 * Math.log(2) * geometry.wavelength());
    }

    /** The specimen lies a defocus behind the focus: the focus lies upstream. w(z) = w0 sqrt(1 + (z / z_R)^2). */
    @ParameterizedTest
    @CsvSource({"80, 150", "80, -100", "60, 60", "120, 0", "150, 200"})
    void theFocusOfAGaussianBeamLiesWhereItIsAndIsAsWideAsItIs(double fwhm, double defocus) {
        Focus focus = Focus.of(beam("gaussian:fwhm=" + fwhm + ",defocus=" + defocus, SQUARE), SQUARE);

        double width = fwhm * 1e-9;
        double length = rayleigh(width, SQUARE);
        double atSpecimen = width * Math.hypot(1, defocus * 1e-6 / length);
        assertThat(focus.inside()).isTrue();
        assertThat(focus.distance()).isCloseTo(-defocus * 1e-6, within(0.01 * length));
        assertThat(focus.atFocus().y()).isCloseTo(width, within(0.02 * width));
        assertThat(focus.atFocus().x()).isCloseTo(width, within(0.02 * width));
        assertThat(focus.atSpecimen().y()).isCloseTo(atSpecimen, within(0.02 * atSpecimen));
        assertThat(focus.atSpecimen().x()).isCloseTo(atSpecimen, within(0.02 * atSpecimen));
        assertThat(focus.depth()).isCloseTo(2 * length, within(0.03 * 2 * length));
    }

    @Test
    void pixelsNeedNotBeSquareNorFrames() {
        XrayGeometry geometry = new XrayGeometry(96, 128, 2e-8, 1e-8, 12_000, 2);

        Focus focus = Focus.of(beam("gaussian:fwhm=120,defocus=180", geometry), geometry);

        assertThat(focus.distance()).isCloseTo(-180e-6, within(0.01 * rayleigh(120e-9, geometry)));
        assertThat(focus.atFocus().y()).isCloseTo(120e-9, within(3e-9));
        assertThat(focus.atFocus().x()).isCloseTo(120e-9, within(3e-9));
    }

    /** Modes of a beam that shakes a little: the same place; with the intensities added, a wider focus. */
    @Test
    void modesAddAsIntensities() {
        Probe shaking = ProbeModes.ofSource(beam("gaussian:fwhm=80,defocus=100", SQUARE), SQUARE, 60e-9, 0, 0.999);

        Focus focus = Focus.of(shaking, SQUARE);

        assertThat(shaking.modes()).isGreaterThan(1);
        assertThat(focus.distance()).isCloseTo(-100e-6, within(0.02 * rayleigh(80e-9, SQUARE)));
        assertThat(focus.atFocus().y()).isCloseTo(Math.hypot(80e-9, 60e-9), within(3e-9));
        assertThat(focus.atFocus().x()).isCloseTo(80e-9, within(3e-9));
    }

    /** A wide converging beam under white noise, which hides how narrow its cone is. */
    private static Probe noisyAndConverging(double curvature) {
        ComplexImage wave = ComplexImage.zeros(64, 64);
        RandomStream random = new RandomStream(3, 0);
        for (int i = 0; i < wave.size(); i++) {
            double r2 = Math.pow(i / 64 - 32, 2) + Math.pow(i % 64 - 32, 2);
            double a = Math.exp(-r2 / 400);
            wave.re()[i] = (float) (a * Math.cos(curvature * r2) + 0.15 * random.gaussian());
            wave.im()[i] = (float) (-a * Math.sin(curvature * r2) + 0.15 * random.gaussian());
        }
        return Probe.of(wave);
    }

    /** The phase -pi r^2 / (lambda z) converges to a point z downstream; the waist of a real beam lies a little before. */
    @Test
    void noiseDoesNotHideAFocusFarAway() {
        XrayGeometry geometry = new XrayGeometry(64, 64, 1e-8, 1e-8, 8800, 2);
        double point = Math.PI * 1e-16 / (geometry.wavelength() * 0.02);

        Focus focus = Focus.of(noisyAndConverging(0.02), geometry);

        assertThat(focus.inside()).isTrue();
        assertThat(focus.distance()).isBetween(0.8 * point, 1.05 * point);
        assertThat(focus.atFocus().x()).isLessThan(0.6 * focus.atSpecimen().x());
    }

    /** What is found at the end of the range is not called a focus. */
    @Test
    void aFocusBeyondTheRangeIsNotMadeUp() {
        double range = 50e-6;
        try (BeamPropagation beam = new BeamPropagation(beam("gaussian:fwhm=80,defocus=150", SQUARE), SQUARE, false)) {
            Focus focus = Focus.within(beam, range, 1e-5, SQUARE);

            assertThat(focus.inside()).isFalse();
            assertThat(focus.distance()).isCloseTo(-range, within(1e-9));
            assertThat(focus.depth()).isNaN();
        }
    }

    @Test
    void thereAndBackAgainNothingIsChangedOrLost() {
        Probe probe = beam("zoneplate:zone=40,stop=0.3,defocus=40", SQUARE);
        try (BeamPropagation there = new BeamPropagation(probe, SQUARE, false)) {
            Probe far = there.at(30e-6);
            assertThat(far.power()).isCloseTo(probe.power(), within(1e-4 * probe.power()));
            try (BeamPropagation back = new BeamPropagation(far, SQUARE, false)) {
                Probe again = back.at(-30e-6);
                for (int i = 0; i < probe.mode(0).size(); i++) {
                    assertThat(again.mode(0).re()[i]).isCloseTo(probe.mode(0).re()[i], within(2e-3f));
                }
            }
        }
    }

    /** Padding keeps a wide beam from coming in on the other side: less light in the frame, none of it at the corners. */
    @Test
    void whatLeavesThePaddedFrameDoesNotComeBack() {
        Probe probe = beam("gaussian:fwhm=40", SQUARE);
        double z = 8e-4;
        try (BeamPropagation bare = new BeamPropagation(probe, SQUARE, false);
                BeamPropagation padded = new BeamPropagation(probe, SQUARE, true)) {
            assertThat(bare.at(z).power()).isCloseTo(probe.power(), within(1e-3 * probe.power()));
            assertThat(padded.at(z).power()).isLessThan(0.9 * probe.power());
        }
    }

    @Test
    void theCausticIsBrightestInTheFocusAndShowsTheSpecimen() {
        Caustic caustic = Caustic.of(beam("gaussian:fwhm=80,defocus=150", SQUARE), SQUARE);

        RealImage seen = caustic.horizontal();
        int best = 0;
        for (int i = 0; i < seen.size(); i++) {
            best = seen.values()[i] > seen.values()[best] ? i : best;
        }
        double z = caustic.from() + best % seen.columns() * caustic.step();
        assertThat(z).isCloseTo(-150e-6, within(3 * caustic.step()));
        assertThat(best / seen.columns()).isEqualTo(64);
        assertThat(caustic.from()).isLessThan(-150e-6);
        assertThat(caustic.from() + (seen.columns() - 1) * caustic.step()).isGreaterThan(0);
        assertThat(caustic.row()).isEqualTo(64);
        assertThat(caustic.vertical().rows()).isEqualTo(128);
    }

    @Test
    void withoutAWavelengthThereIsNoPropagation() {
        XrayGeometry unknown = new XrayGeometry(128, 128, 1e-8, 1e-8, Double.NaN, 2);
        Probe probe = beam("gaussian:fwhm=80", SQUARE);
        assertThatThrownBy(() -> Focus.of(probe, unknown))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("energy");
    }

    @Test
    void widthsAreThoseOfTheOutermostCrossings() {
        assertThat(BeamWidth.halfMaximum(new double[] {0, 0, 4, 0, 0})).isCloseTo(1, within(1e-12));
        assertThat(BeamWidth.halfMaximum(new double[] {0, 4, 0, 4, 0})).isCloseTo(3, within(1e-12));
        assertThat(BeamWidth.halfMaximum(new double[] {4, 4, 4})).isCloseTo(2, within(1e-12));
    }

    /** Going on from plane to plane gives what each plane gives by itself, also where pixels and frames are not square. */
    @Test
    void theBeamFromTheSideIsWhatItsPlanesAre() {
        XrayGeometry geometry = new XrayGeometry(64, 48, 2e-8, 1e-8, 12_000, 2);
        Probe probe =
                ProbeModes.ofSource(beam("gaussian:fwhm=120,defocus=90", geometry), geometry, 100e-9, 50e-9, 0.99);
        double from = -150e-6;
        double step = 1e-6;
        try (BeamPropagation beam = new BeamPropagation(probe, geometry, true)) {
            BeamPropagation.Side side = beam.side(30, 26, from, step, 241);

            for (int k : new int[] {0, 75, 240}) {
                RealImage plane = beam.intensity(from + k * step);
                for (int y = 0; y < 64; y++) {
                    assertThat(side.vertical().at(y, k)).isCloseTo(plane.at(y, 26), within(1e-4f * plane.max()));
                }
                for (int x = 0; x < 48; x++) {
                    assertThat(side.horizontal().at(x, k)).isCloseTo(plane.at(30, x), within(1e-4f * plane.max()));
                }
            }
        }
    }
}
