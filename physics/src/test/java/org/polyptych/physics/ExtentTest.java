package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtentTest {
    @Test
    void roundingErrorsOfAWholeNumberOfPixelsAddNone() {
        double pixel = 1e-8;
        for (int pixels : new int[] {0, 1, 7, 333, 5000}) {
            Extent extent = Extent.of(new double[] {1.2345e-3 + pixels * pixel, 1.2345e-3});
            assertThat(extent.wholePixels(pixel)).isEqualTo(pixels);
        }
        assertThat(Extent.of(new double[] {0, 7.002e-8}).wholePixels(pixel)).isEqualTo(8);
    }

    @Test
    void theOrderOfTheValuesIsNothing() {
        assertThat(Extent.of(new double[] {-2, 5, 1})).isEqualTo(new Extent(-2, 5));
        assertThat(Extent.of(new double[] {-2, 5, 1}).length()).isEqualTo(7);
    }
}
