package org.polyptych.physics.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Probe;
import org.polyptych.physics.metrics.GoldenPair;
import org.polyptych.physics.metrics.Region;

class AlignedProtocolTest {
    private static final ComplexImage TRUTH = GoldenPair.of(140, 140).truth();
    private static final ComplexImage PROBE = GoldenPair.of(40, 40).truth();

    /** What the data cannot know is put in, comes out again as a figure, and costs nothing. */
    @Test
    void scaleShiftAndRampAreTakenOutAndSaid() {
        ComplexImage moved = disguised(Region.whole(TRUTH).moved(-3, 2), TRUTH, 0.01, -0.02);
        ComplexImage probe = disguised(Region.whole(PROBE).moved(-3, 2), PROBE, -0.01, 0.02);

        Evaluation evaluation = evaluate(moved, probe);

        assertThat(evaluation.value("object.nrmse")).isLessThan(2e-3);
        assertThat(evaluation.value("object.nrmse.unaligned")).isGreaterThan(0.5);
        assertThat(evaluation.value("removed.scale")).isEqualTo(0.5, within(1e-3));
        assertThat(evaluation.value("removed.shift.down")).isEqualTo(3, within(5e-3));
        assertThat(evaluation.value("removed.shift.right")).isEqualTo(-2, within(5e-3));
        double cycle = 140 / (2 * Math.PI);
        assertThat(evaluation.value("removed.ramp.down")).isEqualTo(0.01 * cycle, within(0.02));
        assertThat(evaluation.value("removed.ramp.right")).isEqualTo(-0.02 * cycle, within(0.02));
        assertThat(evaluation.value("object.amplitude.ssim")).isGreaterThan(0.999);
        assertThat(evaluation.value("object.frc.half")).isEqualTo(1, within(0.03));
        // rows and columns that came in are not the probe's: some are wrong, but not more
        assertThat(evaluation.value("probe.nrmse")).isLessThan(0.25);
        assertThat(evaluation.value("probe.nrmse.unaligned")).isGreaterThan(0.5);
    }

    /** Noise of a tenth of the truth's power in all directions is an error of sqrt(0.1^2 / (1 + 0.1^2)). */
    @Test
    void noiseIsNotTakenOut() {
        double sigma = 0.1 * Math.sqrt(TRUTH.power() / TRUTH.size() / 2);
        ComplexImage noisy = TRUTH.copy();
        RandomStream random = new RandomStream(3, 0);
        for (int i = 0; i < noisy.size(); i++) {
            noisy.re()[i] += (float) (sigma * random.gaussian());
            noisy.im()[i] += (float) (sigma * random.gaussian());
        }

        Evaluation evaluation = evaluate(noisy, PROBE);

        assertThat(evaluation.value("object.nrmse")).isEqualTo(0.0995, within(0.002));
        // half of the noise is across the amplitude, half along the phase: 0.1 / sqrt(2) each
        assertThat(evaluation.value("object.amplitude.nrmse")).isEqualTo(0.0707, within(0.003));
        assertThat(evaluation.value("object.phase.rms")).isEqualTo(0.0707, within(0.01));
        assertThat(evaluation.value("probe.nrmse")).isLessThan(0.01);
    }

    /** Where an object fits best, far away, must not choose the pixels that are scored. */
    @Test
    void whatFitsOnlyFarAwayIsNotMoved() {
        ComplexImage truth = ComplexImage.zeros(96, 96);
        RandomStream random = new RandomStream(9, 0);
        for (int i = 0; i < truth.size(); i++) {
            truth.re()[i] = (float) (1 + random.gaussian());
            truth.im()[i] = (float) random.gaussian();
        }
        ComplexImage away = ComplexImage.constant(96, 96, 1, 0);
        System.arraycopy(truth.re(), 0, away.re(), 40 * 96, 56 * 96);
        System.arraycopy(truth.im(), 0, away.im(), 40 * 96, 56 * 96);

        Evaluation evaluation = new AlignedProtocol()
                .evaluate(Comparison.of(Subject.of("away", away), Subject.of("truth", truth), Placement.AUTOMATIC));

        assertThat(evaluation.value("removed.shift.down")).isZero();
        assertThat(evaluation.notes()).anySatisfy(note -> assertThat(note).contains("hardly resemble"));
        assertThat(evaluation.value("object.nrmse")).isGreaterThan(0.8);
    }

    @Test
    void unlitPixelsDoNotCount() {
        ComplexImage spoiled = TRUTH.copy();
        RealImage light = RealImage.zeros(140, 140);
        for (int y = 0, i = 0; y < 140; y++) {
            for (int x = 0; x < 140; x++, i++) {
                light.values()[i] = y < 110 ? 1 : 0.01f;
                spoiled.re()[i] = y < 110 ? spoiled.re()[i] : 40;
            }
        }
        Subject bare = Subject.of("found", spoiled);
        Subject found = new Subject("found", bare.specimen(), Optional.empty(), Optional.empty(), Optional.of(light));

        Evaluation evaluation =
                new AlignedProtocol().evaluate(Comparison.of(found, Subject.of("truth", TRUTH), Placement.AUTOMATIC));

        assertThat(evaluation.value("object.nrmse")).isLessThan(2e-3);
        assertThat(evaluation.notes()).anySatisfy(note -> assertThat(note).contains("110 x 140"));
    }

    private static Evaluation evaluate(ComplexImage object, ComplexImage probe) {
        return Protocol.named("aligned")
                .evaluate(Comparison.of(
                        Subject.of("found", object).with(Probe.of(probe)),
                        Subject.of("truth", TRUTH).with(Probe.of(PROBE)),
                        Placement.AUTOMATIC));
    }

    /** 2 exp(i (1 + down y + right x)) times the pixels of the region, with the edge pixels continued beyond the image. */
    private static ComplexImage disguised(Region region, ComplexImage image, double down, double right) {
        ComplexImage out = ComplexImage.zeros(region.rows(), region.columns());
        for (int y = 0, i = 0; y < region.rows(); y++) {
            for (int x = 0; x < region.columns(); x++, i++) {
                int at = Math.clamp(y + region.top(), 0, image.rows() - 1) * image.columns()
                        + Math.clamp(x + region.left(), 0, image.columns() - 1);
                double angle = 1 + down * y + right * x;
                out.re()[i] = (float) (2 * (image.re()[at] * Math.cos(angle) - image.im()[at] * Math.sin(angle)));
                out.im()[i] = (float) (2 * (image.re()[at] * Math.sin(angle) + image.im()[at] * Math.cos(angle)));
            }
        }
        return out;
    }
}
