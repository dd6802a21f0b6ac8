package org.polyptych.neural.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;

/** A known object, cut into patches and stitched, is the same object again. */
class StitchingTest {
    private static final int CANVAS = 60;
    private static final int PATCH = 24;

    /** Smooth, with a period of about 12 pixels; may be asked for anywhere. */
    private static double[] object(double y, double x) {
        double amplitude = 1 + 0.3 * Math.sin(0.5 * y + 0.2 * x);
        double phase = 0.8 * Math.cos(0.45 * x - 0.3 * y);
        return new double[] {amplitude * Math.cos(phase), amplitude * Math.sin(phase)};
    }

    private static ComplexImage patch(double row, double column) {
        ComplexImage patch = ComplexImage.zeros(PATCH, PATCH);
        for (int y = 0; y < PATCH; y++) {
            for (int x = 0; x < PATCH; x++) {
                double[] value = object(row + y - PATCH / 2, column + x - PATCH / 2);
                patch.re()[y * PATCH + x] = (float) value[0];
                patch.im()[y * PATCH + x] = (float) value[1];
            }
        }
        return patch;
    }

    private static Stitching stitched(Window window, Between between, boolean fractions) {
        Stitching stitching = new Stitching(CANVAS, CANVAS, window, between);
        RandomStream random = new RandomStream(2, 0);
        for (int row = 8; row <= 52; row += 4) {
            for (int column = 8; column <= 52; column += 4) {
                double y = row + (fractions ? random.uniform() - 0.5 : 0);
                double x = column + (fractions ? random.uniform() - 0.5 : 0);
                stitching.add(patch(y, x), y, x);
            }
        }
        return stitching;
    }

    /** The greatest difference in the middle of the canvas. */
    private static double error(Stitching stitching) {
        ComplexImage image = stitching.image(0, 0);
        double greatest = 0;
        for (int y = 10; y < 50; y++) {
            for (int x = 10; x < 50; x++) {
                double[] truth = object(y, x);
                int i = y * CANVAS + x;
                greatest = Math.max(greatest, Math.hypot(image.re()[i] - truth[0], image.im()[i] - truth[1]));
            }
        }
        return greatest;
    }

    @ParameterizedTest
    @CsvSource({"NEAREST", "LINEAR", "CUBIC"})
    void at_whole_pixels_it_is_exact(Between between) {
        assertThat(error(stitched(new Window.Square(8), between, false))).isLessThan(1e-6);
        assertThat(error(stitched(new Window.Disc(6), between, false))).isLessThan(1e-6);
        assertThat(error(stitched(new Window.Soft(6), between, false))).isLessThan(1e-6);
    }

    @Test
    void between_pixels_cubic_is_better_than_linear_and_linear_than_the_nearest() {
        double nearest = error(stitched(new Window.Disc(6), Between.NEAREST, true));
        double linear = error(stitched(new Window.Disc(6), Between.LINEAR, true));
        double cubic = error(stitched(new Window.Disc(6), Between.CUBIC, true));
        assertThat(cubic).isLessThan(0.006).isLessThan(linear / 4);
        assertThat(linear).isLessThan(0.05).isLessThan(nearest / 4);
        assertThat(nearest).as("the fractions matter").isGreaterThan(0.1);
    }

    @Test
    void what_lies_outside_of_the_window_does_not_count() {
        for (Between between : Between.values()) {
            Stitching stitching = new Stitching(CANVAS, CANVAS, new Window.Disc(6), between);
            for (int row = 10; row <= 50; row += 4) {
                for (int column = 10; column <= 50; column += 4) {
                    ComplexImage patch = patch(row + 0.3, column - 0.4);
                    for (int i = 0; i < patch.size(); i++) {
                        if (Math.hypot(i / PATCH - 12, i % PATCH - 12) >= 6) {
                            patch.re()[i] = Float.NaN;
                        }
                    }
                    stitching.add(patch, row + 0.3, column - 0.4);
                }
            }
            assertThat(error(stitching)).isLessThan(0.6);
        }
    }

    /** Every pixel of a patch in turn is untaught, and the one that counts: it does not, unless it is in the window. */
    @ParameterizedTest
    @CsvSource({"NEAREST", "LINEAR", "CUBIC"})
    void between_pixels_no_pixel_outside_of_the_window_has_any_weight(Between between) {
        Window window = new Window.Disc(4.5);
        for (int i = 0; i < PATCH * PATCH; i++) {
            ComplexImage patch = ComplexImage.zeros(PATCH, PATCH);
            patch.re()[i] = 1;
            Stitching stitching = new Stitching(PATCH, PATCH, window, between);
            stitching.add(patch, 12.5, 11.75);
            boolean heard = false;
            for (float value : stitching.image(0, 0).re()) {
                heard |= value != 0;
            }
            double distance = Math.hypot(i / PATCH - 12, i % PATCH - 12);
            if (distance >= 4.5) {
                assertThat(heard).as("pixel %d", i).isFalse();
            } else if (distance < 1.5) {
                assertThat(heard).as("pixel %d", i).isTrue();
            }
        }
    }

    @Test
    void where_patches_disagree_the_weights_decide() {
        Stitching stitching = new Stitching(9, 9, new Window.Soft(4), Between.LINEAR);
        stitching.add(ComplexImage.constant(8, 8, 1, 0), 4, 3);
        stitching.add(ComplexImage.constant(8, 8, 4, 2), 4, 5);
        ComplexImage image = stitching.image(0, 0);
        assertThat(image.re()[4 * 9 + 4]).isCloseTo(2.5f, within(1e-6f));
        assertThat(image.im()[4 * 9 + 4]).isCloseTo(1f, within(1e-6f));
        // at column 3: the first's middle, two pixels from the second's
        double far = Math.pow(Math.cos(Math.PI / 4), 2);
        assertThat((double) image.re()[4 * 9 + 3]).isCloseTo((1 + 4 * far) / (1 + far), within(1e-5));
    }

    @Test
    void a_square_of_even_side_has_as_many_pixels_and_its_middle_where_a_patch_has() {
        Stitching stitching = new Stitching(20, 20, new Window.Square(4), Between.CUBIC);
        stitching.add(ComplexImage.constant(12, 12, 1, 0), 10, 10);
        ComplexImage image = stitching.image(0, 0);
        for (int i = 0; i < 400; i++) {
            boolean inside = i / 20 >= 8 && i / 20 < 12 && i % 20 >= 8 && i % 20 < 12;
            assertThat(image.re()[i]).as("pixel %d", i).isEqualTo(inside ? 1 : 0);
            assertThat(stitching.covered()[i]).isEqualTo(inside);
        }
    }

    @Test
    void patches_may_hang_over_the_edge_and_elsewhere_is_what_is_given() {
        Stitching stitching = new Stitching(10, 10, new Window.Disc(3), Between.LINEAR);
        stitching.add(ComplexImage.constant(8, 8, 5, 0), -0.5, 9.7);
        stitching.add(ComplexImage.constant(8, 8, 5, 0), -20, 40);
        ComplexImage image = stitching.image(1, -1);
        assertThat(image.re()[9]).isEqualTo(5);
        assertThat(image.re()[99]).isEqualTo(1);
        assertThat(image.im()[99]).isEqualTo(-1);
    }

    @Test
    void many_at_once_are_the_same_as_one_after_the_other_whatever_the_threads() {
        for (Between between : Between.values()) {
            Stitching one = new Stitching(CANVAS, CANVAS, new Window.Soft(9.3), between);
            Stitching all = new Stitching(CANVAS, CANVAS, new Window.Soft(9.3), between);
            List<Stitching.Placed> patches = new ArrayList<>();
            RandomStream random = new RandomStream(6, 0);
            for (int k = 0; k < 40; k++) {
                double row = -4 + 68 * random.uniform();
                double column = -4 + 68 * random.uniform();
                patches.add(new Stitching.Placed(patch(row, column), row, column));
                one.add(patch(row, column), row, column);
            }
            try (Parallel parallel = new Parallel(3)) {
                all.addAll(patches.subList(0, 17), parallel);
                all.addAll(patches.subList(17, 40), parallel);
                all.addAll(List.of(), parallel);
            }
            assertThat(all.image(0, 0).re()).isEqualTo(one.image(0, 0).re());
            assertThat(all.image(0, 0).im()).isEqualTo(one.image(0, 0).im());
            assertThat(all.covered()).isEqualTo(one.covered());
        }
    }
}
