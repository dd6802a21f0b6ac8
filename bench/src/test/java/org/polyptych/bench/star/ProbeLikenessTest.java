package org.polyptych.bench.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Probe;

class ProbeLikenessTest {
    private static final int SIDE = 64;

    @Test
    void whatTheDataLeaveFreeCostsNothing() {
        assertThat(ProbeLikeness.of(beam(3, -2, 0.05, 2.5), beam(0, 0, 0, 1))).isCloseTo(1, within(5e-3));
    }

    @Test
    void noiseIsUnlikeAnyBeam() {
        RandomStream random = new RandomStream(1, 0);
        ComplexImage noise = ComplexImage.zeros(SIDE, SIDE);
        for (int i = 0; i < noise.size(); i++) {
            noise.re()[i] = (float) random.gaussian();
            noise.im()[i] = (float) random.gaussian();
        }

        assertThat(ProbeLikeness.of(Probe.of(noise), beam(0, 0, 0, 1))).isLessThan(0.3);
    }

    /** An astigmatic Gaussian with curvature, moved, on a ramp, times a factor. */
    private static Probe beam(double down, double right, double ramp, double factor) {
        ComplexImage image = ComplexImage.zeros(SIDE, SIDE);
        for (int i = 0; i < image.size(); i++) {
            double y = i / SIDE - SIDE / 2 - down;
            double x = i % SIDE - SIDE / 2 - right;
            double amplitude = factor * Math.exp(-(y * y / 60 + x * x / 90));
            double phase = 0.01 * (y * y + 2 * x * x) + ramp * (x - y) + 0.7;
            image.re()[i] = (float) (amplitude * Math.cos(phase));
            image.im()[i] = (float) (amplitude * Math.sin(phase));
        }
        return Probe.of(image);
    }
}
