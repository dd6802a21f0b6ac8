package org.polyptych.physics.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class SpreadTest {
    /** Whose values scatter by 6e-8, as cosine and sine in single precision leave them. */
    @Test
    void theAmplitudeOfAnObjectOfPurePhaseHasNone() {
        RandomStream random = new RandomStream(1, 0);
        ComplexImage phases = ComplexImage.zeros(20, 20);
        for (int i = 0; i < phases.size(); i++) {
            double phase = random.gaussian();
            phases.re()[i] = (float) Math.cos(phase);
            phases.im()[i] = (float) Math.sin(phase);
        }
        assertThat(Spread.of(phases.amplitude())).isZero();
        phases.re()[7] *= 1.5f;
        phases.im()[7] *= 1.5f;
        assertThat(Spread.of(phases.amplitude())).isCloseTo(0.5, within(1e-6));
    }
}
