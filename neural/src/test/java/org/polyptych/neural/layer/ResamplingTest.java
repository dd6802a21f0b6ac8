package org.polyptych.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;

/** Pooling and up-sampling against loops. */
@ExtendWith(OneThread.class)
class ResamplingTest {
    private static final double[][][] IMAGE = {{{1, 2, 3, 4, 90}, {5, 6, 7, 9, 90}, {-1, -2, -3, -4, 90}}};

    @Test
    void the_largest_of_each_whole_block_is_taken() {
        assertThat(Plain.through(new MaxPool(2), IMAGE)[0]).isDeepEqualTo(new double[][] {{6, 9}});
    }

    @Test
    void the_mean_of_each_whole_block_is_taken() {
        assertThat(Plain.through(new AveragePool(2), IMAGE)[0]).isDeepEqualTo(new double[][] {{3.5, 5.75}});
    }

    @Test
    void nearest_repeats_each_pixel() {
        double[][][] small = {{{1, 2}, {3, 4}}};
        assertThat(Plain.through(new UpSample(2, UpSample.Kind.NEAREST), small)[0])
                .isDeepEqualTo(new double[][] {{1, 1, 2, 2}, {1, 1, 2, 2}, {3, 3, 4, 4}, {3, 3, 4, 4}});
    }

    @Test
    void bilinear_is_linear_between_the_centres_of_pixels() {
        RandomStream random = new RandomStream(31, 0);
        for (int trial = 0; trial < 20; trial++) {
            int factor = 1 + (int) (4 * random.uniform());
            double[][][] image = new double[1][1 + (int) (5 * random.uniform())][1 + (int) (5 * random.uniform())];
            for (double[] row : image[0]) {
                for (int x = 0; x < row.length; x++) {
                    row[x] = (float) random.gaussian();
                }
            }
            double[][] large = Plain.through(new UpSample(factor, UpSample.Kind.BILINEAR), image)[0];
            assertThat(large).hasDimensions(factor * image[0].length, factor * image[0][0].length);
            for (int y = 0; y < large.length; y++) {
                for (int x = 0; x < large[y].length; x++) {
                    assertThat(large[y][x])
                            .isEqualTo(
                                    between(image[0], (y + 0.5) / factor - 0.5, (x + 0.5) / factor - 0.5),
                                    within(1e-6));
                }
            }
        }
    }

    /** The image at a place between the centres of its pixels, held within the outermost ones. */
    private static double between(double[][] image, double row, double column) {
        double y = Math.clamp(row, 0, image.length - 1);
        double x = Math.clamp(column, 0, image[0].length - 1);
        int top = (int) y;
        int left = (int) x;
        int below = Math.min(top + 1, image.length - 1);
        int right = Math.min(left + 1, image[0].length - 1);
        double above = (1 - (x - left)) * image[top][left] + (x - left) * image[top][right];
        double under = (1 - (x - left)) * image[below][left] + (x - left) * image[below][right];
        return (1 - (y - top)) * above + (y - top) * under;
    }
}
