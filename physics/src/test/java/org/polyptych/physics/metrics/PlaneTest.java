package org.polyptych.physics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.RealImage;

class PlaneTest {
    @Test
    void aPlaneIsFoundAndLeavesNothing() {
        RealImage image = RealImage.zeros(5, 8);
        for (int i = 0; i < image.size(); i++) {
            image.values()[i] = 0.5f + 0.25f * (i / 8) - 0.125f * (i % 8);
        }

        Plane plane = Plane.of(image);

        assertThat(plane.down()).isEqualTo(0.25, within(1e-9));
        assertThat(plane.across()).isEqualTo(-0.125, within(1e-9));
        // at row 2, column 3.5
        assertThat(plane.constant()).isEqualTo(0.5625, within(1e-9));
        assertThat(plane.removedFrom(image).values()).containsExactly(new float[40], within(1e-6f));
        assertThat(plane.level().removedFrom(image).at(2, 3)).isEqualTo(0.0625f, within(1e-6f));
    }

    @Test
    void anImageOfOneRowHasNoSlopeDownwards() {
        assertThat(Plane.of(new RealImage(1, 3, new float[] {1, 2, 3}))).isEqualTo(new Plane(2, 0, 1));
    }
}
