package org.polyptych.neural.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class PatchLawTest {
    private static final int SIDE = 8;

    /** Where a pixel is: row + i column; NaN outside of the region. */
    private static Region places() {
        ComplexImage image = ComplexImage.constant(40, 50, Float.NaN, Float.NaN);
        Region region = new Region(image, 7, 11, 24, 30);
        for (int y = 0; y < region.rows(); y++) {
            for (int x = 0; x < region.columns(); x++) {
                int at = (region.top() + y) * image.columns() + region.left() + x;
                image.re()[at] = y;
                image.im()[at] = x;
            }
        }
        return region;
    }

    @Test
    void patches_that_are_not_turned_are_squares_of_the_image_in_eight_ways() {
        PatchLaw law = new PatchLaw(List.of(places()), SIDE, 0, 1);
        Set<String> ways = new HashSet<>();
        for (int k = 0; k < 100; k++) {
            ComplexImage patch = law.draw(new RandomStream(1, k));
            double[] rows = sorted(patch.re());
            double[] columns = sorted(patch.im());
            for (int i = 0; i < SIDE * SIDE; i++) {
                assertThat(rows[i] - rows[0]).isEqualTo(i / SIDE);
                assertThat(columns[i] - columns[0]).isEqualTo(i / SIDE);
            }
            // how row and column of the image change along the first row and the first column of the patch
            ways.add((patch.re()[1] - patch.re()[0]) + " " + (patch.im()[1] - patch.im()[0]) + " "
                    + (patch.re()[SIDE] - patch.re()[0]) + " " + (patch.im()[SIDE] - patch.im()[0]));
        }
        assertThat(ways).hasSize(8);
    }

    private static double[] sorted(float[] values) {
        double[] sorted = new double[values.length];
        Arrays.setAll(sorted, i -> values[i]);
        Arrays.sort(sorted);
        return sorted;
    }

    @Test
    void turned_patches_are_squares_of_any_angle_within_the_region() {
        double zoom = 1.5;
        PatchLaw law = new PatchLaw(List.of(places()), SIDE, 1, zoom);
        double least = 10;
        double most = 0;
        int mirrored = 0;
        for (int k = 0; k < 200; k++) {
            ComplexImage patch = law.draw(new RandomStream(2, k));
            assertThat(patch.isFinite()).isTrue();
            double y0 = patch.re()[0];
            double x0 = patch.im()[0];
            double alongY = patch.re()[1] - y0;
            double alongX = patch.im()[1] - x0;
            double downY = patch.re()[SIDE] - y0;
            double downX = patch.im()[SIDE] - x0;
            double step = Math.hypot(alongY, alongX);
            assertThat(Math.hypot(downY, downX)).isCloseTo(step, within(1e-4));
            assertThat(alongY * downY + alongX * downX).isCloseTo(0, within(1e-4));
            assertThat(step).isBetween(1 / zoom - 1e-4, zoom + 1e-4);
            // the plane goes on straight to the far corner
            int last = SIDE * SIDE - 1;
            assertThat(patch.re()[last]).isCloseTo((float) (y0 + 7 * (alongY + downY)), within(1e-3f));
            assertThat(patch.im()[last]).isCloseTo((float) (x0 + 7 * (alongX + downX)), within(1e-3f));
            least = Math.min(least, step);
            most = Math.max(most, step);
            mirrored += alongX * downY - alongY * downX < 0 ? 1 : 0;
        }
        assertThat(least).isLessThan(0.75);
        assertThat(most).isGreaterThan(1.33);
        assertThat(mirrored).isBetween(60, 140);
    }

    @Test
    void a_region_as_small_as_a_patch_still_gives_it() {
        Region whole = places();
        Region small = new Region(whole.image(), whole.top(), whole.left(), SIDE, SIDE);
        ComplexImage patch = new PatchLaw(List.of(small), SIDE, 1, 1.5).draw(new RandomStream(3, 0));
        assertThat(sorted(patch.re())).startsWith(0).endsWith(7);
    }

    @Test
    void the_same_stream_gives_the_same_bits_and_regions_come_by_their_areas() {
        Region one = Region.all(ComplexImage.constant(16, 16, 1, 0));
        Region three = Region.all(ComplexImage.constant(48, 16, 3, 0));
        PatchLaw law = new PatchLaw(List.of(one, three), SIDE, 0.5, 1.2);
        int ofThree = 0;
        for (int k = 0; k < 400; k++) {
            ComplexImage patch = law.draw(new RandomStream(4, k));
            assertThat(patch.re()).isEqualTo(law.draw(new RandomStream(4, k)).re());
            ofThree += patch.re()[0] > 2 ? 1 : 0;
        }
        assertThat(ofThree).isBetween(260, 340);
    }
}
