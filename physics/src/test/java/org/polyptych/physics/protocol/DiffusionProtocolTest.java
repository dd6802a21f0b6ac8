package org.polyptych.physics.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.GoldenPair;

class DiffusionProtocolTest {

    /** All figures from metric_goldens.py, numpy and scipy alone; rows 8 to 39, columns 4 to 29 are lit. */
    @Test
    void theFiguresAreThoseOfNumpyOnTheFrameAndOnTheLitPixels() {
        GoldenPair pair = GoldenPair.of(48, 48);
        RealImage light = RealImage.zeros(48, 48);
        for (int y = 8; y < 40; y++) {
            for (int x = 4; x < 30; x++) {
                light.values()[y * 48 + x] = 1 + y;
            }
        }
        Subject bare = Subject.of("found", pair.found());
        Subject found = new Subject("found", bare.specimen(), Optional.empty(), Optional.empty(), Optional.of(light));

        Evaluation evaluation = Protocol.named("diffusion")
                .evaluate(Comparison.of(found, Subject.of("truth", pair.truth()), Placement.AUTOMATIC));

        assertThat(evaluation.value("object.nrmse")).isEqualTo(0.70845933, within(1e-6));
        assertThat(evaluation.value("object.ssim")).isEqualTo(0.71126034, within(1e-6));
        assertThat(evaluation.value("object.nrmse.illuminated")).isEqualTo(0.70571115, within(1e-6));
        assertThat(evaluation.value("object.ssim.illuminated")).isEqualTo(0.71146028, within(1e-6));
        assertThat(evaluation.value("illuminated")).isEqualTo(0.36111111, within(1e-7));
    }

    @Test
    void aTruthWithoutContrastIsRefused() {
        Subject flat = Subject.of("truth", ComplexImage.constant(30, 30, 1, 0));

        assertThatThrownBy(() -> new DiffusionProtocol().evaluate(Comparison.of(flat, flat, Placement.AUTOMATIC)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("varies");
    }
}
