package org.polyptych.neural.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.neural.diffusion.Layout;

class PriorConvolutionsTest {
    @Test
    void theyAreThoseOfPresetQuick() {
        assertThat(Layout.of(PriorConvolutions.QUICK).parameters()).isEqualTo(2_141_448);
    }

    @Test
    void aStepIsNearlyThreePasses() {
        try (PriorConvolutions convolutions = new PriorConvolutions(2, 16, 1)) {
            // the first has no gradient by its input
            assertThat(convolutions.stepOperations() / (2 * convolutions.passOperations()))
                    .isCloseTo(3, within(0.01));
            assertThat(convolutions.passSeconds()).isPositive();
            assertThat(convolutions.stepSeconds()).isPositive();
        }
    }
}
