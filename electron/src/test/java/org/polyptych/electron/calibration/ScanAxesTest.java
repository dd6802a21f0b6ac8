package org.polyptych.electron.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.physics.Orientation;
import org.polyptych.physics.Positions;

class ScanAxesTest {
    private static final Positions ONE = new Positions(new double[] {0.7}, new double[] {-0.2});

    /** A turn and a transposition stand for any turn and orientation, one after the other. */
    @Test
    void a_turn_and_a_transposition_are_any_orientation() {
        for (Orientation orientation : Orientation.all()) {
            ScanAxes both = ScanAxes.of(0.4, orientation).then(new ScanAxes(-1.9, true));
            double[] turned = new ScanAxes(0.4, false).mapped(ONE.y()[0], ONE.x()[0]);
            Positions oriented = orientation.applied(new Positions(new double[] {turned[0]}, new double[] {turned[1]}));
            double[] expected = new ScanAxes(-1.9, true).mapped(oriented.y()[0], oriented.x()[0]);
            double[] place = both.mapped(ONE.y()[0], ONE.x()[0]);
            assertThat(place[0]).isCloseTo(expected[0], within(1e-12));
            assertThat(place[1]).isCloseTo(expected[1], within(1e-12));
            double[] back = both.unmapped(place[0], place[1]);
            assertThat(back[0]).isCloseTo(ONE.y()[0], within(1e-12));
            assertThat(back[1]).isCloseTo(ONE.x()[0], within(1e-12));
        }
    }

    /** From +x, right, towards +y, down. */
    @Test
    void a_quarter_turn_brings_right_to_down() {
        double[] place = new ScanAxes(Math.PI / 2, false).mapped(0, 1);
        assertThat(place[0]).isCloseTo(1, within(1e-12));
        assertThat(place[1]).isCloseTo(0, within(1e-12));
        assertThat(new ScanAxes(Math.toRadians(241), false).settings())
                .containsEntry("file.scanRotation", "-119.00")
                .containsEntry("file.swap", "false");
    }
}
