package org.polyptych.physics.simulation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.PointSpread;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.SiemensStar;

class ProbeModesTest {
    private static final XrayGeometry GEOMETRY = new XrayGeometry(64, 64, 10e-9, 10e-9, 8800, 2);
    private static final Probe BEAM =
            Probe.of(new GaussianBeam(80, 20).image(GEOMETRY)).withPower(1e4);
    private static final Positions ONE = new Positions(new double[1], new double[1]);

    private static float[] frame(Probe probe, double spread) {
        ComplexImage star = new SiemensStar(40, 12, 0.6, -1.5).image(64, 64, 1, 0);
        Scan scan = Simulation.of(GEOMETRY, SpecimenPlacement.under(star, GEOMETRY, ONE), probe, ONE)
                .pointSpread(new PointSpread(spread))
                .run();
        float[] frame = scan.frames().frame(0);
        for (int i = 0; i < frame.length; i++) {
            frame[i] *= frame[i];
        }
        return frame;
    }

    private static double difference(float[] a, float[] b) {
        double sum = 0;
        double norm = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(a[i] - b[i], 2);
            norm += Math.pow(a[i], 2);
        }
        return Math.sqrt(sum / norm);
    }

    @Test
    void modesAreOrthogonalAndHaveTheirSharesOfThePower() {
        double[] shares = {6, 2, 1.5, 0.5};
        Probe probe = ProbeModes.withShares(BEAM, shares);
        assertThat(probe.power()).isCloseTo(1e4, within(0.1));
        for (int a = 0; a < 4; a++) {
            assertThat(probe.mode(a).power()).isCloseTo(1e3 * shares[a], within(0.05));
            for (int b = 0; b < a; b++) {
                assertThat(overlap(probe.mode(a), probe.mode(b))).isLessThan(1e-5);
            }
        }
    }

    private static double overlap(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return Math.hypot(re, im) / Math.sqrt(a.power() * b.power());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aShareThatIsNoneIsRefused(double share) {
        assertThatThrownBy(() -> ProbeModes.withShares(BEAM, new double[] {1, share}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("above 0");
    }

    /** Van Cittert and Zernike: loss of coherence over the beam is a blur of the pattern by the source's far image. */
    @Test
    void aGaussianSchellBeamBlursThePatternOnTheDetector() {
        // 64 x 10 nm / (2 pi l) = 1.2 detector pixels
        double length = 64 * 10e-9 / (2 * Math.PI * 1.2);
        Probe partial = ProbeModes.schell(BEAM, GEOMETRY, length, length, 1 - 1e-6);
        assertThat(partial.modes()).isGreaterThan(3);
        float[] blurred = frame(BEAM, 1.2);
        assertThat(difference(blurred, frame(partial, 0))).isLessThan(0.01);
        assertThat(difference(blurred, frame(BEAM, 0))).isGreaterThan(0.1);
    }

    /** Frames of a source are the mean of frames of shifted beams; their second moments add. */
    @Test
    void aSourceWidensTheBeamByItsImage() {
        double fwhm = 50e-9;
        Probe partial = ProbeModes.ofSource(BEAM, GEOMETRY, fwhm, fwhm / 2, 1 - 1e-6);
        double[] before = variance(BEAM);
        double[] after = variance(partial);
        double pixels = fwhm / 10e-9 / 2.3548;
        assertThat(after[0] - before[0]).isCloseTo(pixels * pixels, within(0.05 * pixels * pixels));
        assertThat(after[1] - before[1]).isCloseTo(pixels * pixels / 4, within(0.05 * pixels * pixels));
        assertThat(partial.power()).isCloseTo(1e4, within(0.5));
    }

    private static double[] variance(Probe probe) {
        double sum = 0;
        double y2 = 0;
        double x2 = 0;
        for (int m = 0; m < probe.modes(); m++) {
            for (int i = 0; i < probe.mode(m).size(); i++) {
                double w = Math.pow(probe.mode(m).re()[i], 2)
                        + Math.pow(probe.mode(m).im()[i], 2);
                sum += w;
                y2 += w * Math.pow(i / 64 - 32, 2);
                x2 += w * Math.pow(i % 64 - 32, 2);
            }
        }
        return new double[] {y2 / sum, x2 / sum};
    }

    @Test
    void aSourceWiderThanTheArrayIsRefused() {
        assertThatThrownBy(() -> ProbeModes.ofSource(BEAM, GEOMETRY, 1e-6, 1e-6, 0.99))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not fit");
    }

    /** The definition, far beyond the coherence length too: 1e-5 of the beam is left at 4.6 l. */
    @Test
    void mutualCoherenceFallsAsAGaussianOfTheDistance() {
        Probe flat = Probe.of(ComplexImage.constant(64, 64, 1, 0));
        double pixels = 5;
        Probe partial = ProbeModes.schell(flat, GEOMETRY, Double.POSITIVE_INFINITY, pixels * 10e-9, 1 - 1e-6);
        for (int distance : new int[] {0, 5, 10, 20, 23, 40}) {
            double expected = Math.exp(-distance * distance / (2 * pixels * pixels));
            assertThat(coherence(partial, 32 * 64 + 12, 32 * 64 + 12 + distance))
                    .as("%d pixels", distance)
                    .isCloseTo(expected, within(1e-3));
        }
        assertThat(coherence(partial, 10 * 64 + 12, 60 * 64 + 12)).isCloseTo(1, within(1e-3));
    }

    private static double coherence(Probe probe, int a, int b) {
        double re = 0;
        double im = 0;
        double pa = 0;
        double pb = 0;
        for (int m = 0; m < probe.modes(); m++) {
            float[] r = probe.mode(m).re();
            float[] i = probe.mode(m).im();
            re += (double) r[a] * r[b] + (double) i[a] * i[b];
            im += (double) r[a] * i[b] - (double) i[a] * r[b];
            pa += (double) r[a] * r[a] + (double) i[a] * i[a];
            pb += (double) r[b] * r[b] + (double) i[b] * i[b];
        }
        return Math.hypot(re, im) / Math.sqrt(pa * pb);
    }

    /** The beam of an incoherent source is the sharp one's intensity, convolved with the source's image. */
    @ParameterizedTest
    @CsvSource({"3, 0", "1.5, 1.5", "3, 3"})
    void aSourceOfAnyWidthConvolvesTheIntensity(double timesDown, double timesRight) {
        double width = 50e-9;
        Probe beam = Probe.of(new GaussianBeam(width * 1e9, 0).image(GEOMETRY));
        Probe partial = ProbeModes.ofSource(beam, GEOMETRY, timesDown * width, timesRight * width, 0.999);
        float[] direct = intensity(beam);
        blur(direct, timesDown * width / 10e-9 / Ensemble.FWHM, 64, 1);
        blur(direct, timesRight * width / 10e-9 / Ensemble.FWHM, 1, 64);
        assertThat(difference(direct, intensity(partial))).isLessThan(0.01);
    }

    private static float[] intensity(Probe probe) {
        float[] sum = new float[64 * 64];
        for (int m = 0; m < probe.modes(); m++) {
            for (int i = 0; i < sum.length; i++) {
                float re = probe.mode(m).re()[i];
                float im = probe.mode(m).im()[i];
                sum[i] += re * re + im * im;
            }
        }
        return sum;
    }

    /** Along lines of 64 pixels that lie {@code stride} apart in memory, round the edges. */
    private static void blur(float[] values, double sigma, int stride, int lines) {
        float[] sharp = values.clone();
        for (int line = 0; line < 64 && sigma > 0; line++) {
            for (int to = 0; to < 64; to++) {
                double sum = 0;
                for (int away = -96; away <= 96; away++) {
                    double weight = Math.exp(-away * away / (2 * sigma * sigma)) / (Math.sqrt(2 * Math.PI) * sigma);
                    sum += weight * sharp[line * lines + Math.floorMod(to - away, 64) * stride];
                }
                values[line * lines + to * stride] = (float) sum;
            }
        }
    }

    @Test
    void aBeamThatNeedsFarMoreModesThanThereMayBeIsRefused() {
        assertThatThrownBy(() -> ProbeModes.schell(BEAM, GEOMETRY, 7e-9, 7e-9, 0.999))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("64 modes hold only");
    }

    @Test
    void theStrongestModesOfABeamAreTakenWhateverTheirOrder() {
        Probe two = ProbeModes.withShares(BEAM, new double[] {3, 1});
        Probe swapped = Probe.of(two.mode(1), two.mode(0));
        Probe one = ProbeModes.withShares(swapped, new double[] {1});
        assertThat(overlap(one.mode(0), two.mode(0))).isCloseTo(1, within(1e-5));
        assertThat(one.power()).isCloseTo(1e4, within(0.1));
        assertThat(ProbeModes.dropped(swapped, 1)).isCloseTo(0.25, within(1e-5));
        assertThat(ProbeModes.dropped(swapped, 2)).isZero();
    }

    @Test
    void noModeOfABeamIsLostWhereMoreAreWanted() {
        Probe four = ProbeModes.withShares(BEAM, new double[] {4, 3, 2, 1});
        // the fourth is none that growing by one would have made
        Probe two = Probe.of(four.mode(3), four.mode(0));
        Probe three = ProbeModes.withShares(two, new double[] {3, 2, 1});
        assertThat(three.modes()).isEqualTo(3);
        assertThat(overlap(three.mode(1), four.mode(3))).isCloseTo(1, within(1e-5));
        assertThat(overlap(three.mode(2), four.mode(3))).isLessThan(1e-5);
        assertThat(overlap(three.mode(2), four.mode(0))).isLessThan(1e-5);
    }
}
