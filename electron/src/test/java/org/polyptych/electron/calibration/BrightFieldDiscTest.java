package org.polyptych.electron.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;

class BrightFieldDiscTest {
    private static final int SIDE = 128;

    private static boolean[] good() {
        boolean[] mask = new boolean[SIDE * SIDE];
        Arrays.fill(mask, true);
        return mask;
    }

    /** A disc of 100 counts on a skirt that falls off, its edge one pixel wide, with counting noise of many frames. */
    private static RealImage pattern(double cy, double cx, double radius) {
        RealImage image = RealImage.zeros(SIDE, SIDE);
        RandomStream random = new RandomStream(5, 0);
        for (int i = 0; i < image.size(); i++) {
            double r = Math.hypot(i / SIDE - cy, i % SIDE - cx);
            double counts = 100 * Math.clamp(radius - r + 0.5, 0, 1) + 5 * Math.exp(-r / 30);
            image.values()[i] = (float) Math.max(0, counts + 0.1 * Math.sqrt(counts) * random.gaussian());
        }
        return image;
    }

    /** The zero beam may lie at any fraction of a pixel. */
    @Test
    void middle_and_radius_are_found_to_a_fraction_of_a_pixel() {
        for (double[] one : new double[][] {{63.625, 63.625, 19.16}, {50.2, 71.9, 8.3}, {64, 64, 31}}) {
            BrightFieldDisc disc = BrightFieldDisc.of(pattern(one[0], one[1], one[2]), good(), "made");
            assertThat(disc.centreY()).isCloseTo(one[0], within(0.05));
            assertThat(disc.centreX()).isCloseTo(one[1], within(0.05));
            assertThat(disc.radius()).isCloseTo(one[2], within(0.1));
            assertThat(disc.roughness()).isLessThan(0.2);
        }
    }

    @Test
    void a_dead_corner_of_the_detector_does_not_move_it() {
        RealImage image = pattern(63.625, 63.625, 19.16);
        boolean[] mask = good();
        for (int i = 0; i < image.size(); i++) {
            if (i / SIDE > 60 && i / SIDE < 67 && i % SIDE > 40) {
                mask[i] = false;
                image.values()[i] = 1e6f;
            }
        }
        BrightFieldDisc disc = BrightFieldDisc.of(image, mask, "made");
        assertThat(disc.centreY()).isCloseTo(63.625, within(0.15));
        assertThat(disc.centreX()).isCloseTo(63.625, within(0.15));
    }

    @Test
    void a_pattern_without_a_disc_is_refused() {
        RealImage noise = RealImage.zeros(SIDE, SIDE);
        RandomStream random = new RandomStream(6, 0);
        for (int i = 0; i < noise.size(); i++) {
            noise.values()[i] = (float) random.uniform();
        }
        assertThatThrownBy(() -> BrightFieldDisc.of(noise, good(), "noise.h5"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("noise.h5")
                .hasMessageNotContaining("\n");
    }
}
