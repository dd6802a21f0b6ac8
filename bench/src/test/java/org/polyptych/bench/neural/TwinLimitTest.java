package org.polyptych.bench.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.Disc;

/** What a pattern of Lines cannot tell. */
class TwinLimitTest {
    private static final int FRAME = 32;
    private static final XrayGeometry GEOMETRY = new XrayGeometry(FRAME, FRAME, 1e-8, 1e-8, 8800, 2);

    private static Scan scan(ComplexImage image) {
        Positions positions = Raster.square(1, 1).positions(GEOMETRY);
        Probe probe = Probe.of(new Disc(6, 1).image(GEOMETRY));
        return Simulation.of(GEOMETRY, SpecimenPlacement.under(image, GEOMETRY, positions), probe, positions)
                .run();
    }

    /** About the middle pixel; what has no partner stays. */
    private static ComplexImage turned(ComplexImage image) {
        ComplexImage turned = image.copy();
        for (int y = 1; y < FRAME; y++) {
            for (int x = 1; x < FRAME; x++) {
                turned.re()[y * FRAME + x] = image.re()[(FRAME - y) * FRAME + FRAME - x];
            }
        }
        return turned;
    }

    @Test
    void an_object_and_its_twin_have_one_pattern_and_the_limit_is_half_of_what_they_differ_by() {
        ComplexImage image = TestObjects.parse("lines:count=60").image(FRAME, FRAME, 1, 4);
        Scan object = scan(image);
        Scan twin = scan(turned(image));
        float[] pattern = object.frames().frame(0);
        assertThat(twin.frames().frame(0))
                .containsExactly(pattern, within(1e-4f * pattern[FRAME / 2 * FRAME + FRAME / 2]));
        double difference = 0;
        int count = 0;
        for (int y = 0; y < FRAME; y++) {
            for (int x = 0; x < FRAME; x++) {
                if (Math.hypot(y - FRAME / 2, x - FRAME / 2) < 6.5) {
                    difference +=
                            Math.abs(image.re()[y * FRAME + x] - turned(image).re()[y * FRAME + x]);
                    count++;
                }
            }
        }
        assertThat(TwinLimit.of(object, 6.5))
                .isCloseTo(difference / count / 2, within(1e-6))
                .isGreaterThan(0.01);
    }
}
