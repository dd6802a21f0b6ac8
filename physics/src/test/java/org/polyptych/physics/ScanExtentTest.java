package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScanExtentTest {
    private static final double PIXEL = 1e-8;

    /** n x m positions, with steps in pixels. */
    private static ScanExtent raster(int rows, int columns, double down, double right) {
        double[] y = new double[rows * columns];
        double[] x = new double[rows * columns];
        for (int j = 0; j < y.length; j++) {
            y[j] = 3e-4 + j / columns * down * PIXEL;
            x[j] = -1e-3 + j % columns * right * PIXEL;
        }
        return ScanExtent.of(new Positions(y, x), new XrayGeometry(64, 64, PIXEL, PIXEL, 8800, 1));
    }

    @Test
    void ordinaryScansAreBelieved() {
        assertThat(raster(8, 8, 4, 4).mistake()).isEmpty();
        assertThat(raster(1, 100, 0, 3).mistake()).as("a line").isEmpty();
        assertThat(raster(200, 200, 500, 500).mistake()).as("large and sparse").isEmpty();
        assertThat(raster(1, 1, 0, 0).mistake()).as("one frame").isEmpty();
        assertThat(raster(2, 2, 2, 2).mistake()).as("small").isEmpty();
    }

    @Test
    void theExtentIsInPixels() {
        ScanExtent extent = raster(8, 5, 4, 3);
        assertThat(extent.rows()).isCloseTo(28, within(1e-6));
        assertThat(extent.columns()).isCloseTo(12, within(1e-6));
    }

    /** Metres read as micrometres, and the other way round. */
    @Test
    void aUnitThatIsAMillionTimesWrongIsSeenOnEitherAxis() {
        assertThat(raster(8, 8, 4e6, 4e6).mistake().orElseThrow()).contains("unit of the positions");
        assertThat(raster(8, 8, 4, 4e6).mistake().orElseThrow()).contains("2.80e+07 pixels");
        assertThat(raster(8, 8, 1e6 / 7, 4).mistake().orElseThrow()).contains("1.00e+06 x 28.0 pixels");
        assertThat(raster(8, 8, 4e-6, 4e-6).mistake().orElseThrow())
                .contains("all 64 frames lie in one place", "unit of the positions")
                .doesNotContain("\n");
        assertThat(raster(2, 2, 1, 1).mistake()).as("a scan of one pixel").isPresent();
    }
}
