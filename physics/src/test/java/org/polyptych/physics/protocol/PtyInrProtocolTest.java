package org.polyptych.physics.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.GoldenPair;

class PtyInrProtocolTest {
    private static final double PIXEL = 5e-9;

    /** All figures from metric_goldens.py, numpy alone. */
    @Test
    void theFiguresAreThoseOfNumpy() {
        GoldenPair object = GoldenPair.of(241, 241);
        GoldenPair probe = GoldenPair.of(64, 64);
        Subject found = Subject.of("found", object.found()).with(Probe.of(probe.found()));
        Subject truth = Subject.of("truth", object.truth()).with(Probe.of(probe.truth()));

        Evaluation evaluation = Protocol.named("ptyinr").evaluate(Comparison.of(found, truth, Placement.AUTOMATIC));

        assertThat(evaluation.value("object.amplitude.psnr")).isEqualTo(29.02359, within(1e-4));
        assertThat(evaluation.value("object.phase.psnr")).isEqualTo(23.30001, within(1e-4));
        assertThat(evaluation.value("object.phase.psnr.ramp_removed")).isEqualTo(37.39026, within(1e-4));
        assertThat(evaluation.value("object.ramp.down")).isEqualTo(0.057616, within(1e-5));
        assertThat(evaluation.value("object.ramp.right")).isEqualTo(-0.100828, within(1e-5));
        assertThat(evaluation.value("probe.amplitude.psnr")).isEqualTo(31.93031, within(1e-4));
        assertThat(evaluation.value("probe.phase.psnr")).isEqualTo(31.28189, within(1e-4));
        assertThat(evaluation.value("probe.phase.psnr.ramp_removed")).isEqualTo(37.39072, within(1e-4));
        assertThat(evaluation.value("flat.amplitude.psnr")).isEqualTo(15.62163, within(1e-4));
        assertThat(evaluation.value("flat.phase.psnr")).isEqualTo(18.33185, within(1e-4));
    }

    /** Registration takes out nothing where there is nothing to take out. */
    @Test
    void theFiguresWithoutShiftAgreeWhereThereIsNoShift() {
        GoldenPair object = GoldenPair.of(241, 241);
        Evaluation evaluation = new PtyInrProtocol()
                .evaluate(Comparison.of(
                        Subject.of("found", object.found()), Subject.of("truth", object.truth()), Placement.AUTOMATIC));

        assertThat(evaluation.value("object.shift.down")).isEqualTo(0, within(0.01));
        assertThat(evaluation.value("object.phase.psnr.shift_removed"))
                .isEqualTo(evaluation.value("object.phase.psnr.ramp_removed"), within(0.1));
    }

    /** The engines' objects have margins and a centre of their own; truths of wide scans are padded with zeros. */
    @Test
    void coordinatesPutALargerObjectOnAPaddedTruth() {
        GoldenPair object = GoldenPair.of(241, 241);
        ComplexImage padded = pasted(object.truth(), 288, 0, 0);
        ComplexImage wide = pasted(object.found(), 301, 7, 11);
        Subject truth = placed("truth", padded, 0, 0);
        Subject found = placed("found", wide, -7, -11);

        Evaluation evaluation = new PtyInrProtocol().evaluate(Comparison.of(found, truth, Placement.AUTOMATIC));

        assertThat(evaluation.value("object.amplitude.psnr")).isEqualTo(29.02359, within(1e-4));
        assertThat(evaluation.notes()).anySatisfy(note -> assertThat(note).contains("first 241 x 241"));
    }

    /** With an unknown probe object and probe may both move; that costs decibels, and the figure without shift gets them back. */
    @Test
    void aCommonShiftOfObjectAndProbeIsTakenOut() {
        GoldenPair object = GoldenPair.of(241, 241);
        GoldenPair probe = GoldenPair.of(64, 64);
        Subject truth = placed("truth", object.truth(), 0, 0).with(Probe.of(probe.truth()));
        Subject found =
                placed("found", pasted(object.found(), 260, 2, 3), 0, 0).with(Probe.of(moved(probe.found(), 2, 3)));

        Evaluation evaluation = new PtyInrProtocol().evaluate(Comparison.of(found, truth, Placement.AUTOMATIC));

        assertThat(evaluation.value("object.shift.down")).isEqualTo(2, within(0.01));
        assertThat(evaluation.value("object.shift.right")).isEqualTo(3, within(0.01));
        assertThat(evaluation.value("object.amplitude.psnr")).isLessThan(20);
        assertThat(evaluation.value("object.amplitude.psnr.shift_removed")).isEqualTo(29.02, within(0.1));
        assertThat(evaluation.value("object.phase.psnr.shift_removed")).isEqualTo(37.39, within(0.1));
        assertThat(evaluation.value("probe.amplitude.psnr.shift_removed"))
                .isGreaterThan(evaluation.value("probe.amplitude.psnr") + 3);
    }

    @Test
    void aSmallTruthIsRefused() {
        Subject small = Subject.of("truth", ComplexImage.constant(200, 241, 1, 0));

        assertThatThrownBy(() -> new PtyInrProtocol().evaluate(Comparison.of(small, small, Placement.AUTOMATIC)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("200 x 241");
    }

    private static Subject placed(String name, ComplexImage image, int firstRow, int firstColumn) {
        Specimen specimen = Specimen.of(
                image,
                PIXEL,
                PIXEL,
                (firstRow + image.rows() / 2) * PIXEL,
                (firstColumn + image.columns() / 2) * PIXEL);
        Subject bare = Subject.of(name, image);
        return new Subject(name, specimen, bare.probe(), bare.positions(), bare.illumination());
    }

    private static ComplexImage pasted(ComplexImage image, int side, int top, int left) {
        ComplexImage out = ComplexImage.zeros(side, side);
        for (int y = 0; y < image.rows(); y++) {
            System.arraycopy(image.re(), y * image.columns(), out.re(), (y + top) * side + left, image.columns());
            System.arraycopy(image.im(), y * image.columns(), out.im(), (y + top) * side + left, image.columns());
        }
        return out;
    }

    private static ComplexImage moved(ComplexImage image, int down, int right) {
        ComplexImage wide = pasted(image, image.rows() + down + right, down, right);
        return wide.crop(0, 0, image.rows(), image.columns());
    }
}
