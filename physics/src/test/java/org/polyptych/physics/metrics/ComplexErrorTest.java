package org.polyptych.physics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

class ComplexErrorTest {
    private static final ComplexImage TRUTH = new ComplexImage(1, 3, new float[] {1, 2, 0}, new float[] {1, 0, -1});
    private static final ComplexImage ESTIMATE =
            new ComplexImage(1, 3, new float[] {1, 0, 0.5f}, new float[] {0, 2, 0});

    /**
     * By hand: sum conj(x^) x = (1+i) + (-2i)2 + 0.5(-i) = 1 - 3.5i, modulus 3.640055; ||x^||^2 = 5.25, ||x||^2 = 7;
     * squared errors 12.25 - 2 * 3.640055 and 7 - 13.25 / 5.25.
     */
    @Test
    void theErrorsAreThoseWorkedOutByHand() {
        assertThat(ComplexError.nrmse(ESTIMATE, TRUTH))
                .isEqualTo(Math.sqrt((12.25 - 2 * Math.sqrt(13.25)) / 7), within(1e-9))
                .isEqualTo(0.842606, within(1e-6));
        assertThat(ComplexError.nrmseScaled(ESTIMATE, TRUTH)).isEqualTo(0.799660, within(1e-6));
    }

    @Test
    void theGlobalPhaseIsFreeAndTheAmplitudeIsNot() {
        ComplexImage turned = BlobField.ramped(TRUTH.copy(), 0, 0, 1, 2.5);
        ComplexImage halved = BlobField.ramped(TRUTH.copy(), 0, 0, 0.5, 2.5);

        assertThat(ComplexError.nrmse(turned, TRUTH)).isLessThan(1e-6);
        assertThat(ComplexError.nrmse(halved, TRUTH)).isEqualTo(0.5, within(1e-6));
        assertThat(ComplexError.nrmseScaled(halved, TRUTH)).isLessThan(1e-6);
    }

    @Test
    void nothingAtAllIsAnErrorOfOne() {
        assertThat(ComplexError.nrmse(ComplexImage.zeros(1, 3), TRUTH)).isEqualTo(1, within(1e-12));
        assertThat(ComplexError.nrmseScaled(ComplexImage.zeros(1, 3), TRUTH)).isEqualTo(1, within(1e-12));
    }

    /** Mean squared difference (0 + 1 + 0 + 9) / 4 = 2.5; 10 log10(10^2 / 2.5) = 16.0206 dB. */
    @Test
    void thePeakSignalToNoiseRatioIsInDecibels() {
        RealImage truth = new RealImage(2, 2, new float[] {1, 2, 3, 10});
        RealImage estimate = new RealImage(2, 2, new float[] {1, 3, 3, 7});

        assertThat(ComplexError.psnr(estimate, truth, 10)).isEqualTo(16.0206, within(1e-4));
        assertThat(ComplexError.psnr(truth, truth, 10)).isInfinite();
    }

    @Test
    void nanIsRefusedInsteadOfBeingScored() {
        ComplexImage broken = TRUTH.copy();
        broken.im()[1] = Float.NaN;

        assertThatThrownBy(() -> ComplexError.nrmse(broken, TRUTH))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> ComplexError.nrmse(TRUTH, ComplexImage.zeros(1, 3)))
                .isInstanceOf(BadInputException.class);
    }
}
