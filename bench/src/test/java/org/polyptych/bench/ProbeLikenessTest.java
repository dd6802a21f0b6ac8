package org.polyptych.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.metrics.Displacement;
import org.polyptych.physics.simulation.probes.TestProbes;

class ProbeLikenessTest {
    private static final int SIDE = 64;

    enum Beam {
        ZONE_PLATE {
            @Override
            ComplexImage image() {
                XrayGeometry geometry = new XrayGeometry(48, 48, 10e-9, 10e-9, 10_000, 0.5);
                return TestProbes.parse("zoneplate:zone=30,defocus=30").image(geometry);
            }
        },
        /** Astigmatic, with curvature. */
        GAUSSIAN {
            @Override
            ComplexImage image() {
                ComplexImage image = ComplexImage.zeros(SIDE, SIDE);
                for (int i = 0; i < image.size(); i++) {
                    double y = i / SIDE - SIDE / 2;
                    double x = i % SIDE - SIDE / 2;
                    double amplitude = Math.exp(-(y * y / 60 + x * x / 90));
                    double phase = 0.01 * (y * y + 2 * x * x) + 0.7;
                    image.re()[i] = (float) (amplitude * Math.cos(phase));
                    image.im()[i] = (float) (amplitude * Math.sin(phase));
                }
                return image;
            }
        };

        abstract ComplexImage image();
    }

    @ParameterizedTest
    @EnumSource
    void aBeamThatLiesElsewhereWithARampAndAFactorIsTheSameBeam(Beam beam) {
        ComplexImage truth = beam.image();
        ComplexImage elsewhere = new Displacement(-7, 5, 0.2, -0.1).undone(truth);
        elsewhere.scale(3);
        ProbeLikeness likeness = ProbeLikeness.of(elsewhere, truth);

        assertThat(likeness.correlation()).isCloseTo(1, within(0.01));
        assertThat(likeness.psnr()).isGreaterThan(30);
        assertThat(likeness.probe().power() / truth.power()).isCloseTo(1, within(0.02));
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsUnlikeAnyBeam(Beam beam) {
        ComplexImage truth = beam.image();
        ComplexImage noise = ComplexImage.zeros(truth.rows(), truth.columns());
        RandomStream random = new RandomStream(1, 0);
        for (int i = 0; i < noise.size(); i++) {
            noise.re()[i] = (float) random.gaussian();
            noise.im()[i] = (float) random.gaussian();
        }

        assertThat(ProbeLikeness.of(noise, truth).correlation()).isLessThan(0.3);
    }

    @Test
    void anotherBeamIsNot() {
        ComplexImage wide = ComplexImage.zeros(SIDE, SIDE);
        for (int i = 0; i < wide.size(); i++) {
            wide.re()[i] = (float) Math.cos(0.3 * (i % SIDE) * (i / SIDE));
        }

        assertThat(ProbeLikeness.of(wide, Beam.GAUSSIAN.image()).correlation()).isLessThan(0.6);
    }
}
