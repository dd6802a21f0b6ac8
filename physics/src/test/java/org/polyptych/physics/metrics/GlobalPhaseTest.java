package org.polyptych.physics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;

class GlobalPhaseTest {

    /** metric_goldens.py: the smallest mean square over a fine grid of theta, by force. */
    @Test
    void itIsTheOneThatASearchByForceFinds() {
        GoldenPair pair = GoldenPair.of(40, 40);

        GlobalPhase phase = GlobalPhase.best(pair.found(), pair.truth());

        assertThat(phase.theta()).isEqualTo(3.812422, within(2e-6));
        assertThat(RealError.meanSquare(
                        phase.phaseOf(pair.found()), pair.truth().phase()))
                .isEqualTo(0.00396903, within(1e-7));
    }

    /** Where phases cross the cut whatever theta is, differences near 2 pi count as they are. */
    @Test
    void differencesAreNotWrapped() {
        GoldenPair pair = GoldenPair.of(40, 40);
        ComplexImage swung = pair.found().copy();
        for (int i = 0; i < swung.size(); i++) {
            double turn = pair.truth().re()[i];
            double re = pair.found().re()[i];
            double im = pair.found().im()[i];
            swung.re()[i] = (float) (re * Math.cos(turn) - im * Math.sin(turn));
            swung.im()[i] = (float) (re * Math.sin(turn) + im * Math.cos(turn));
        }

        GlobalPhase phase = GlobalPhase.best(swung, pair.truth());

        assertThat(phase.theta()).isEqualTo(2.889155, within(2e-6));
        assertThat(RealError.meanSquare(phase.phaseOf(swung), pair.truth().phase()))
                .isEqualTo(0.03089559, within(1e-7));
    }

    /** Of pi/2, pi/2 and 0 against 0 the best is to turn by minus the mean, pi/3: errors pi/6, pi/6, -pi/3. */
    @Test
    void ofThreePixelsItIsTheOneWorkedOutByHand() {
        ComplexImage image = new ComplexImage(1, 3, new float[] {0, 0, 1}, new float[] {1, 1, 0});
        ComplexImage truth = new ComplexImage(1, 3, new float[] {1, 1, 1}, new float[3]);

        GlobalPhase phase = GlobalPhase.best(image, truth);

        assertThat(phase.theta()).isEqualTo(2 * Math.PI - Math.PI / 3, within(1e-12));
        assertThat(phase.phaseOf(image).values())
                .containsExactly(
                        new float[] {(float) Math.PI / 6, (float) Math.PI / 6, (float) (-Math.PI / 3)}, within(1e-6f));
    }
}
