package org.polyptych.engines.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;

class StretchTest {
    private static final int ROWS = 60;
    private static final int COLUMNS = 50;

    /** A wave of a period of four pixels under a Gaussian, about (31, 22). */
    private static double wave(double y, double x) {
        double u = y - 31;
        double v = x - 22;
        return Math.exp(-(u * u + v * v) / 120) * Math.cos(1.5 * u + 0.4 * v);
    }

    private static ComplexImage image(double ratio) {
        ComplexImage image = ComplexImage.zeros(ROWS, COLUMNS);
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                image.re()[y * COLUMNS + x] = (float) wave(31 + (y - 31) * ratio, 22 + (x - 22) * ratio);
                image.im()[y * COLUMNS + x] = 1;
            }
        }
        return image;
    }

    @Test
    void whatLayUPixelsFromThePointLiesThenAtUOverTheRatio() {
        ComplexImage stretched = image(1);
        new Stretch(ROWS, COLUMNS, 31, 22, 1.03).apply(List.of(stretched));
        ComplexImage expected = image(1.03);
        for (int i = 0; i < stretched.size(); i++) {
            assertThat(stretched.im()[i]).isCloseTo(1, within(1e-6f));
            int toEdge = Math.min(
                    Math.min(i / COLUMNS, ROWS - 1 - i / COLUMNS), Math.min(i % COLUMNS, COLUMNS - 1 - i % COLUMNS));
            if (toEdge < 10) {
                continue; // what lies beyond an edge is not known
            }
            assertThat(stretched.re()[i]).isCloseTo(expected.re()[i], within(1e-3f));
        }
    }

    @Test
    void imagesOfAnotherSizeStay() {
        ComplexImage other = ComplexImage.constant(8, 8, 2, 0);
        other.re()[9] = 7;
        new Stretch(ROWS, COLUMNS, 31, 22, 1.03).apply(List.of(other));
        assertThat(other.re()[9]).isEqualTo(7);
    }

    @Test
    void theSlopeIsThatOfTheWave() {
        ComplexImage slope = Stretch.slope(image(1), true);
        for (int y = 12; y < ROWS - 12; y++) {
            double expected = (wave(y + 1e-4, 25) - wave(y - 1e-4, 25)) / 2e-4;
            assertThat(slope.re()[y * COLUMNS + 25]).isCloseTo((float) expected, within(0.02f));
        }
    }
}
