package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FftOrderTest {
    @ParameterizedTest
    @CsvSource({"8,8", "7,7", "8,7", "7,8", "1,5", "6,1", "1,1"})
    void thereAndBackIsNothing(int rows, int columns) {
        ComplexImage image = Noise.image(rows, columns, 1);
        assertThat(FftOrder.toCentred(FftOrder.fromCentred(image)).re()).isEqualTo(image.re());
        assertThat(FftOrder.fromCentred(FftOrder.toCentred(image)).im()).isEqualTo(image.im());
    }

    @ParameterizedTest
    @CsvSource({"8,8", "7,7", "8,7", "7,8", "1,5"})
    void theZeroFrequencyMovesBetweenTheMiddleAndTheFirstPixel(int rows, int columns) {
        float[] centred = new float[rows * columns];
        centred[rows / 2 * columns + columns / 2] = 1;
        float[] ordered = FftOrder.fromCentred(centred, rows, columns);
        assertThat(ordered[0]).isEqualTo(1);
        assertThat(FftOrder.toCentred(ordered, rows, columns)).isEqualTo(centred);
    }

    /** Frequency (1, 1) lies one pixel down and to the right of the middle. */
    @ParameterizedTest
    @CsvSource({"8,8", "7,7", "8,7"})
    void theNextFrequencyLiesBeside(int rows, int columns) {
        float[] ordered = new float[rows * columns];
        ordered[columns + 1] = 1;
        float[] centred = FftOrder.toCentred(ordered, rows, columns);
        assertThat(centred[(rows / 2 + 1) * columns + columns / 2 + 1]).isEqualTo(1);
    }
}
