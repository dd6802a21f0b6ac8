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

    /** Half the weight on an error is the same error on half the pixels; weight 0 leaves a pixel out, NaN apart. */
    @Test
    void weightsCountPixels() {
        ComplexImage once = new ComplexImage(1, 2, new float[] {1, 0}, new float[] {0, 1});
        ComplexImage found = new ComplexImage(1, 2, new float[] {1, 0}, new float[] {0, 0.5f});
        RealImage threefold = new RealImage(1, 2, new float[] {3, 1});
        RealImage first = new RealImage(1, 2, new float[] {1, 0});

        // sqrt(0.25 / (3 + 1)); least squares c = 3.5 / 3.25
        assertThat(ComplexError.nrmse(found, once, threefold)).isEqualTo(0.25, within(1e-7));
        assertThat(ComplexError.nrmseScaled(found, once, threefold))
                .isEqualTo(Math.sqrt(1 - 3.5 * 3.5 / (3.25 * 4)), within(1e-7));
        assertThat(ComplexError.nrmse(found, once, first)).isLessThan(1e-7);
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
