package org.polyptych.physics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Probe;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.probes.ProbeModes;
import org.polyptych.physics.simulation.probes.TestProbes;

class SubspaceAnglesTest {
    private static final double[] SHARES = {0.5, 0.3, 0.2};

    private static Probe beam() {
        XrayGeometry geometry = new XrayGeometry(32, 32, 1e-8, 1e-8, 10_000, 1);
        return ProbeModes.withShares(
                Probe.of(TestProbes.parse("gaussian:fwhm=80,defocus=20").image(geometry)), SHARES);
    }

    /** out = sum over modes of matrix[out][in] (real part, imaginary part alternating) times mode. */
    private static Probe mixed(Probe probe, double[][] matrix) {
        ComplexImage[] out = new ComplexImage[matrix.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = ComplexImage.zeros(probe.rows(), probe.columns());
            for (int m = 0; m < probe.modes(); m++) {
                ComplexImage mode = probe.mode(m);
                double re = matrix[k][2 * m];
                double im = matrix[k][2 * m + 1];
                for (int i = 0; i < mode.size(); i++) {
                    out[k].re()[i] += (float) (re * mode.re()[i] - im * mode.im()[i]);
                    out[k].im()[i] += (float) (re * mode.im()[i] + im * mode.re()[i]);
                }
            }
        }
        return Probe.of(out);
    }

    /** Any invertible mixture of the modes spans what they span; the powers are those of the mixture. */
    @Test
    void aMixtureOfTheModesSpansTheSameSpace() {
        Probe mixture = mixed(beam(), new double[][] {{1, 2, -1, 0, 0.5, 0}, {0, 1, 1, 1, 0, -2}, {3, 0, 0, 0, 0, 1}});

        SubspaceAngles spaces = SubspaceAngles.between(mixture, beam());

        assertThat(spaces.angles()).hasSize(3);
        assertThat(spaces.largest()).isLessThan(1e-5);
        assertThat(spaces.captured()).isCloseTo(1, within(1e-9));
        double power = beam().power();
        for (int m = 0; m < SHARES.length; m++) {
            assertThat(spaces.truePower()[m] / power).isCloseTo(SHARES[m], within(1e-5));
        }
    }

    /** One mode turned by an angle into a direction that no mode has: that angle, and zeros. */
    @Test
    void aModeTurnedOutOfTheSpaceShowsTheAngle() {
        double angle = 0.02;
        Probe four = ProbeModes.withShares(beam(), new double[] {1, 1, 1, 1});
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        Probe truth = mixed(four, new double[][] {{1, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 1, 0, 0, 0, 0, 0}});
        Probe turned = mixed(four, new double[][] {{1, 0, 0, 0, 0, 0, 0, 0}, {0, 0, cos, 0, 0, 0, 0, sin}});

        SubspaceAngles spaces = SubspaceAngles.between(turned, truth);

        assertThat(spaces.angles()[0]).isLessThan(1e-5);
        assertThat(spaces.angles()[1]).isCloseTo(angle, within(1e-5));
        assertThat(spaces.captured()).isCloseTo(1 - sin * sin / 2, within(1e-6));
    }

    /** Two modes of three: as many angles as the smaller space has dimensions, and the third mode's power is missing. */
    @Test
    void aModeThatIsMissingIsPowerThatIsMissing() {
        Probe two = mixed(beam(), new double[][] {{1, 0, 0, 0, 0, 0}, {0, 0, 1, 0, 0, 0}});

        SubspaceAngles spaces = SubspaceAngles.between(two, beam());

        assertThat(spaces.angles()).hasSize(2);
        assertThat(spaces.largest()).isLessThan(1e-5);
        assertThat(spaces.captured()).isCloseTo(0.8, within(1e-5));
        assertThat(SubspaceAngles.between(beam(), two).captured()).isCloseTo(1, within(1e-6));
    }

    @Test
    void theOrderOfStrongModesCountsInTheLeadingAnglesOnly() {
        Probe swapped = mixed(beam(), new double[][] {{0.5, 0, 0, 0, 0, 0}, {0, 0, 2, 0, 0, 0}, {0, 0, 0, 0, 1, 0}});

        SubspaceAngles spaces = SubspaceAngles.between(swapped, beam());

        assertThat(spaces.largest()).isLessThan(1e-5);
        assertThat(spaces.leading()[0]).isCloseTo(Math.PI / 2, within(1e-4));
        assertThat(spaces.leading()[2]).isLessThan(1e-5);
    }

    @Test
    void spacesOfNoiseAreNearlyPerpendicular() {
        RandomStream random = new RandomStream(5, 0);
        ComplexImage[] noise = new ComplexImage[2];
        for (int m = 0; m < noise.length; m++) {
            noise[m] = ComplexImage.zeros(32, 32);
            for (int i = 0; i < noise[m].size(); i++) {
                noise[m].re()[i] = (float) random.gaussian();
                noise[m].im()[i] = (float) random.gaussian();
            }
        }
        assertThat(SubspaceAngles.between(Probe.of(noise), beam()).angles()[0]).isGreaterThan(Math.toRadians(80));
    }

    @Test
    void darkOrUnequalModesAreRefused() {
        assertThatThrownBy(() -> SubspaceAngles.between(Probe.of(ComplexImage.zeros(32, 32)), beam()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no light");
        assertThatThrownBy(() -> SubspaceAngles.between(Probe.of(ComplexImage.zeros(30, 32)), beam()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("30 x 32");
    }
}
