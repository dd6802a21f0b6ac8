package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.ComplexImage;

class FinerPixelsTest {
    private static Specimen coarse(int rows, int columns) {
        return Specimen.of(ComplexImage.zeros(rows, columns), 3e-9, 5e-9, 1e-6, -2e-6);
    }

    private static Specimen fine(FinerPixels pixels) {
        return pixels.specimen(new ComplexImage[][] {{ComplexImage.zeros(pixels.rows(), pixels.columns())}});
    }

    /** Of both parities, since the pixel that an object is placed by is rows / 2. */
    @ParameterizedTest
    @CsvSource({"6,7,1", "6,7,2", "6,7,3", "5,8,4", "5,8,5", "1,1,16"})
    void aFineRowLiesInMetresWhereItLiesInCoarseRows(int rows, int columns, int factor) {
        Specimen coarse = coarse(rows, columns);
        FinerPixels pixels = new FinerPixels(coarse, factor);
        Specimen fine = fine(pixels);
        for (int y = 0; y < fine.rows(); y++) {
            double metres = fine.centreY() + (y - fine.rows() / 2) * fine.pixelHeight();
            assertThat(coarse.rowOf(metres)).isCloseTo(pixels.inCoarse(y), within(1e-9));
        }
        for (int x = 0; x < fine.columns(); x++) {
            double metres = fine.centreX() + (x - fine.columns() / 2) * fine.pixelWidth();
            assertThat(coarse.columnOf(metres)).isCloseTo(pixels.inCoarse(x), within(1e-9));
        }
    }

    @Test
    void theFinePixelsOfACoarseOneLieEvenlyAroundItsMiddle() {
        FinerPixels pixels = new FinerPixels(coarse(4, 4), 4);
        assertThat(new double[] {pixels.inCoarse(8), pixels.inCoarse(9), pixels.inCoarse(10), pixels.inCoarse(11)})
                .containsExactly(1.625, 1.875, 2.125, 2.375);
    }

    @Test
    void aFactorOfOneIsTheGridItself() {
        Specimen same = fine(new FinerPixels(coarse(6, 7), 1));
        assertThat(new double[] {same.pixelHeight(), same.pixelWidth(), same.centreY(), same.centreX()})
                .containsExactly(3e-9, 5e-9, 1e-6, -2e-6);
        assertThatThrownBy(() -> new FinerPixels(coarse(6, 7), 0)).hasMessageContaining("1 or more");
    }
}
