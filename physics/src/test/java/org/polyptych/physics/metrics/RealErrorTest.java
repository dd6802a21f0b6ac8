package org.polyptych.physics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;

class RealErrorTest {
    private static final RealImage TRUTH = new RealImage(2, 2, new float[] {1, 2, 3, 10});
    private static final RealImage ESTIMATE = new RealImage(2, 2, new float[] {1, 3, 3, 7});

    /** Mean squared difference (0 + 1 + 0 + 9) / 4 = 2.5; 10 log10(10^2 / 2.5) = 16.0206 dB. */
    @Test
    void thePeakSignalToNoiseRatioIsInDecibels() {
        assertThat(RealError.meanSquare(ESTIMATE, TRUTH)).isEqualTo(2.5);
        assertThat(RealError.psnr(ESTIMATE, TRUTH, 10)).isEqualTo(16.0206, within(1e-4));
        assertThat(RealError.psnr(TRUTH, TRUTH, 10)).isInfinite();
    }

    /** An RMSE of 0.06 on the scale of 255, as PtychoPINN's Table 2 has it: 72.6 dB. */
    @Test
    void theMaximumIsPartOfTheFigure() {
        RealImage off = new RealImage(1, 2, new float[] {1.06f, 1.94f});
        RealImage truth = new RealImage(1, 2, new float[] {1, 2});

        assertThat(RealError.psnr(off, truth, 255)).isEqualTo(72.57, within(0.01));
        assertThat(RealError.psnr(off, truth, 1)).isEqualTo(24.44, within(0.01));
        assertThatThrownBy(() -> RealError.psnr(off, truth, 0)).isInstanceOf(BadInputException.class);
    }

    /** (0 + 1 + 0 + 3) / 4. */
    @Test
    void theMeanAbsoluteErrorIsInTheUnitOfTheImage() {
        assertThat(RealError.meanAbsolute(ESTIMATE, TRUTH)).isEqualTo(1);
    }

    @Test
    void nanAndOtherSizesAreRefused() {
        RealImage broken = new RealImage(2, 2, new float[] {1, 2, Float.NaN, 3});

        assertThatThrownBy(() -> RealError.psnr(broken, TRUTH, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> RealError.meanAbsolute(TRUTH, broken)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> RealError.meanAbsolute(TRUTH, RealImage.zeros(4, 1)))
                .hasMessageContaining("4 x 1");
    }
}
