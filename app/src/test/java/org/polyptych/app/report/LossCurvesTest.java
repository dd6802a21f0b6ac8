package org.polyptych.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** The picture of a training's losses. */
class LossCurvesTest {
    private static final int TRAINING = 0x1F5FA8;
    private static final int APART = 0xC4552D;

    private static int pixels(BufferedImage image, int colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void both_curves_are_drawn_each_in_its_colour() {
        BufferedImage both = LossCurves.of(new double[] {3, 2, 1, 0.5}, new double[] {3.5, 1.5}, 2, "loss");
        assertThat(pixels(both, TRAINING)).isGreaterThan(1000);
        assertThat(pixels(both, APART)).isGreaterThan(1000);
        BufferedImage one = LossCurves.of(new double[] {3, 2, 1, 0.5}, new double[0], 1, "loss");
        assertThat(pixels(one, APART)).isZero();
    }

    @Test
    void losses_below_zero_and_single_ones_are_drawn_too() {
        assertThat(pixels(LossCurves.of(new double[] {3, -2, -5}, new double[0], 1, "log likelihood"), TRAINING))
                .isGreaterThan(1000);
        assertThat(pixels(LossCurves.of(new double[] {0.3}, new double[] {0.4}, 1, "loss"), APART))
                .isGreaterThan(50);
        assertThat(pixels(LossCurves.of(new double[] {2, 2}, new double[0], 1, "loss"), TRAINING))
                .isGreaterThan(1000);
        assertThat(pixels(LossCurves.of(new double[] {0, 0}, new double[0], 1, "loss"), TRAINING))
                .isGreaterThan(1000);
    }

    @Test
    void a_long_name_leaves_its_brackets_out_so_that_it_fits() {
        String brackets = "mean absolute error (amplitude in units of the model, phase in rad)";
        BufferedImage cut = LossCurves.of(new double[] {2, 1}, new double[0], 1, brackets);
        BufferedImage plain = LossCurves.of(new double[] {2, 1}, new double[0], 1, "mean absolute error");
        assertThat(PngFile.bytes(cut)).isEqualTo(PngFile.bytes(plain));
    }
}
