package org.polyptych.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.SharedData;
import org.polyptych.io.SpecimenFiles;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.Protocol;
import org.polyptych.physics.protocol.Subject;

/** How figures flatter, shown on the object of the PtyINR benchmark: the table of docs/evaluate.md. */
class MetricTrapsTest {
    private static ComplexImage truth;

    @BeforeAll
    static void open() {
        truth = SpecimenFiles.open(SharedData.file("objects/tungsten_surrogate_241.npy"), 5e-9, 5e-9, 0, 0)
                .image();
    }

    /** The amplitude spans 0.04 to 0.14 where MAX is 1: nothing at all looks like a good picture. */
    @Test
    void aFlatObjectScoresFortyDecibelsInAmplitudeAndTwelveInPhase() {
        Evaluation flat = evaluation(ComplexImage.constant(241, 241, 1, 0));

        assertThat(flat.value("object.amplitude.psnr")).isEqualTo(40.4, within(0.05));
        assertThat(flat.value("object.phase.psnr")).isEqualTo(11.9, within(0.05));
        assertThat(flat.value("flat.amplitude.psnr")).isEqualTo(flat.value("object.amplitude.psnr"), within(1e-6));
        assertThat(flat.value("flat.phase.psnr")).isEqualTo(flat.value("object.phase.psnr"), within(1e-6));
    }

    /** Half a cycle over the object, which no data can tell from none, is worth ten decibels and more. */
    @Test
    void aRampDecidesThePhaseScoreAndNotTheOneWithoutRamp() {
        ComplexImage good = noisy(truth, 0.003);
        Evaluation as = evaluation(good);
        Evaluation tilted = evaluation(ramped(good, Math.PI / 241));

        assertThat(as.value("object.phase.psnr")).isGreaterThan(35);
        assertThat(tilted.value("object.phase.psnr"))
                .isLessThan(as.value("object.phase.psnr") - 10)
                .isLessThan(20);
        assertThat(tilted.value("object.phase.psnr.ramp_removed"))
                .isEqualTo(as.value("object.phase.psnr.ramp_removed"), within(0.05));
        assertThat(tilted.value("object.amplitude.psnr")).isEqualTo(as.value("object.amplitude.psnr"), within(1e-3));
        assertThat(tilted.value("object.ramp.down") - as.value("object.ramp.down"))
                .isEqualTo(0.5 * 181 / 241, within(1e-3));
    }

    /** Object and probe may move together where the probe is unknown. */
    @Test
    void aPixelOfShiftCostsTwelveDecibelsAndRegistrationGetsThemBack() {
        ComplexImage good = noisy(truth, 0.003);
        Evaluation moved = evaluation(moved(good));

        assertThat(moved.value("object.amplitude.psnr")).isEqualTo(43.5, within(0.2));
        assertThat(moved.value("object.phase.psnr")).isEqualTo(24.8, within(0.2));
        assertThat(moved.value("object.phase.psnr.shift_removed"))
                .isEqualTo(evaluation(good).value("object.phase.psnr"), within(0.2));
    }

    @Test
    void theOtherProtocolsHaveTrapsOfTheirOwn() {
        ComplexImage flat = ComplexImage.constant(241, 241, 0.0903f, 0);
        ComplexImage good = noisy(truth, 0.003);
        ComplexImage tilted = ramped(good, Math.PI / 241);

        assertFigures("ptychopinn", "object.amplitude.psnr", new double[] {86.4, 98.6, 98.6}, 0.1, flat, good, tilted);
        assertFigures("ptychopinn", "object.phase.psnr", new double[] {49.2, 77.0, 48.1}, 0.2, flat, good, tilted);
        assertFigures("diffusion", "object.nrmse", new double[] {0.79, 0.048, 0.86}, 0.01, flat, good, tilted);
        assertFigures("diffusion", "object.ssim", new double[] {0.47, 0.80, 0.80}, 0.01, flat, good, tilted);
        assertFigures("aligned", "object.nrmse", new double[] {0.72, 0.048, 0.048}, 0.01, flat, good, tilted);
    }

    private static void assertFigures(
            String protocol, String key, double[] expected, double tolerance, ComplexImage... found) {
        for (int i = 0; i < found.length; i++) {
            assertThat(evaluation(protocol, found[i]).value(key))
                    .as(protocol + " " + key + " of image " + i)
                    .isEqualTo(expected[i], within(tolerance));
        }
    }

    private static Evaluation evaluation(ComplexImage found) {
        return evaluation("ptyinr", found);
    }

    private static Evaluation evaluation(String protocol, ComplexImage found) {
        return Protocol.named(protocol)
                .evaluate(
                        Comparison.of(Subject.of("found", found), Subject.of("the truth", truth), Placement.AUTOMATIC));
    }

    private static ComplexImage noisy(ComplexImage image, double sigma) {
        RandomStream random = new RandomStream(7, 0);
        ComplexImage out = image.copy();
        for (int i = 0; i < out.size(); i++) {
            out.re()[i] += (float) (sigma * random.gaussian());
            out.im()[i] += (float) (sigma * random.gaussian());
        }
        return out;
    }

    /** By one row and one column, the first ones repeated. */
    private static ComplexImage moved(ComplexImage image) {
        ComplexImage out = image.copy();
        int columns = image.columns();
        for (int y = 1; y < image.rows(); y++) {
            System.arraycopy(image.re(), (y - 1) * columns, out.re(), y * columns + 1, columns - 1);
            System.arraycopy(image.im(), (y - 1) * columns, out.im(), y * columns + 1, columns - 1);
        }
        return out;
    }

    private static ComplexImage ramped(ComplexImage image, double slope) {
        ComplexImage out = image.copy();
        for (int i = 0; i < out.size(); i++) {
            double angle = slope * (i / image.columns());
            double re = image.re()[i];
            double im = image.im()[i];
            out.re()[i] = (float) (re * Math.cos(angle) - im * Math.sin(angle));
            out.im()[i] = (float) (re * Math.sin(angle) + im * Math.cos(angle));
        }
        return out;
    }
}
