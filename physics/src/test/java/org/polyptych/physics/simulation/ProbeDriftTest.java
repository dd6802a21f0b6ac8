package org.polyptych.physics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.probes.TestProbes;

class ProbeDriftTest {
    private static final XrayGeometry GEOMETRY = Some.geometry(16, 20);
    private static final Positions POSITIONS = Raster.square(3, 2).positions(GEOMETRY);
    private static final Probe PROBE = Some.probe(16, 20, 2);

    private static Scan scan(ProbeDrift drift, ComplexImage image) {
        Specimen specimen = SpecimenPlacement.under(image, GEOMETRY, POSITIONS);
        return Simulation.of(GEOMETRY, specimen, PROBE, POSITIONS)
                .probeDrift(drift)
                .run();
    }

    @Test
    void patternsMoveOverTheDetectorByTheTilt() {
        ComplexImage image = Some.image(30, 30);
        Scan still = scan(ProbeDrift.NONE, image);
        Scan drifting = scan(new ProbeDrift(4, 90, 0, 0), image);
        double[] first = Some.counts(still, 0);
        double[] moved = Some.counts(drifting, 0);
        for (int y = 2; y < 14; y++) {
            for (int x = 0; x < 20; x++) {
                // the first frame is half of the range, two pixels, above
                assertThat(moved[(y - 2) * 20 + x])
                        .isCloseTo(first[y * 20 + x], within(1e-3 + 1e-4 * first[y * 20 + x]));
            }
        }
        assertThat(Some.counts(drifting, 4)).containsExactly(Some.counts(still, 4), within(1e-3));
        assertThat(drifting.truth().orElseThrow().probe().mode(0).re())
                .isEqualTo(PROBE.mode(0).re());
        assertThat(drifting.notes()).anyMatch(note -> note.contains("tilt 4.0 detector pixels"));
    }

    @Test
    void defocusLeavesThePowerAndMovesTheFocus() {
        XrayGeometry geometry = new XrayGeometry(64, 64, 1e-8, 1e-8, 8800, 1);
        ComplexImage[] focused = {TestProbes.parse("gaussian:fwhm=60,defocus=0").image(geometry)};
        ComplexImage later = TestProbes.parse("gaussian:fwhm=60,defocus=100").image(geometry);
        later.scale(Math.sqrt(focused[0].power() / later.power()));
        ProbeDrift drift = new ProbeDrift(0, 0, 200, 0);
        try (Fft2 fft = Fft2.of(64, 64)) {
            ComplexImage last = drift.probe(focused, 10, 11, 1e-8, 1e-8, geometry.wavelength(), fft)[0];
            double error = 0;
            double re = 0;
            double im = 0;
            for (int i = 0; i < last.size(); i++) {
                re += (double) last.re()[i] * later.re()[i] + (double) last.im()[i] * later.im()[i];
                im += (double) last.re()[i] * later.im()[i] - (double) last.im()[i] * later.re()[i];
                error += Math.pow(last.re()[i] - focused[0].re()[i], 2);
            }
            assertThat(last.power()).isCloseTo(focused[0].power(), within(1e-5 * focused[0].power()));
            assertThat(Math.hypot(re, im)).isCloseTo(later.power(), within(1e-3 * later.power()));
            assertThat(error).isGreaterThan(0.01 * later.power());
        }
    }

    @Test
    void wavesOfTiltAndFocusAreOutOfStep() {
        ProbeDrift waves = new ProbeDrift(1, 0, 1, 2);
        assertThat(waves.tiltAt(0, 9)).isCloseTo(0, within(1e-9));
        assertThat(waves.defocusAt(0, 9)).isCloseTo(0.5, within(1e-9));
        assertThat(waves.tiltAt(1, 9)).isCloseTo(0.5, within(1e-9));
        assertThat(waves.tiltAt(3, 9)).isCloseTo(-0.5, within(1e-9));
    }

    @Test
    void aDriftThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new ProbeDrift(Double.NaN, 0, 0, 0)).hasMessageContaining("tilt");
        assertThatThrownBy(() -> new ProbeDrift(0, 0, -1, 0)).hasMessageContaining("defocus");
    }
}
