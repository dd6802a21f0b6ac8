package org.polyptych.physics.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.metrics.GoldenPair;

class PtychoPinnProtocolTest {

    /** All figures from metric_goldens.py, numpy and scipy alone. */
    @Test
    void theFiguresAreThoseOfNumpy() {
        GoldenPair pair = GoldenPair.of(100, 100);

        Evaluation evaluation = Protocol.named("ptychopinn")
                .evaluate(Comparison.of(
                        Subject.of("found", pair.found()), Subject.of("truth", pair.truth()), Placement.AUTOMATIC));

        assertThat(evaluation.value("object.amplitude.mae")).isEqualTo(0.03185717, within(1e-6));
        assertThat(evaluation.value("object.amplitude.psnr")).isEqualTo(77.16212, within(1e-4));
        assertThat(evaluation.value("object.amplitude.ssim")).isEqualTo(0.95191485, within(1e-6));
        assertThat(evaluation.value("object.phase.mae")).isEqualTo(0.09850088, within(1e-6));
        assertThat(evaluation.value("object.phase.psnr")).isEqualTo(66.58347, within(1e-4));
        assertThat(evaluation.value("object.phase.frc50")).isEqualTo(44);
        assertThat(evaluation.value("object.phase.plane_removed.mae")).isEqualTo(0.03819801, within(1e-6));
        assertThat(evaluation.value("object.phase.plane_removed.psnr")).isEqualTo(75.578, within(1e-4));
        assertThat(evaluation.value("object.phase.plane_removed.frc50")).isEqualTo(44);
    }

    /** The amplitudes agree on all 49 rings of 96 pixels. */
    @Test
    void aCurveThatNeverFallsCountsOneBeyondTheLastRingAndSaysSo() {
        GoldenPair pair = GoldenPair.of(100, 100);

        Evaluation evaluation = new PtychoPinnProtocol()
                .evaluate(Comparison.of(
                        Subject.of("found", pair.found()), Subject.of("truth", pair.truth()), Placement.AUTOMATIC));

        assertThat(evaluation.value("object.amplitude.frc50")).isEqualTo(49);
        assertThat(evaluation.notes()).anySatisfy(note -> assertThat(note).contains("object.amplitude.frc50"));
    }

    @Test
    void aResultThatDoesNotCoverTheFrameIsRefused() {
        Subject truth = Subject.of("truth", ComplexImage.constant(60, 60, 1, 0));
        Subject part = Subject.of("found", ComplexImage.constant(50, 60, 1, 0));

        assertThatThrownBy(() -> new PtychoPinnProtocol().evaluate(Comparison.of(part, truth, Placement.CENTRE)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not cover");
    }
}
