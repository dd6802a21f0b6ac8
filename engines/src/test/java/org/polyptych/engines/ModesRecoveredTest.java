package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.ProbeModes;
import org.polyptych.physics.simulation.probes.TestProbes;

/** The small form of {@code docs/modes.md}: incoherent modes are found as the space they span and as their powers. */
class ModesRecoveredTest {
    private static final double[] SHARES = {0.6, 0.25, 0.15};

    private static Scan scan() {
        XrayGeometry geometry = new XrayGeometry(32, 32, 1e-8, 1e-8, 10_000, 1);
        Positions positions = new JitteredRaster(Raster.square(8, 3), 1.5).positions(geometry, 1);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage object = TestObjects.parse("grf").image(needed[0], needed[1], 1, 1);
        Probe beam = Probe.of(TestProbes.parse("gaussian:fwhm=60,defocus=30").image(geometry));
        return Simulation.of(
                        geometry,
                        SpecimenPlacement.under(object, geometry, positions),
                        ProbeModes.withShares(beam.withPower(1e6), SHARES),
                        positions)
                .run();
    }

    private static Evaluation found(Scan scan, int modes) {
        var result = Reconstruction.with(
                        "rpie",
                        Map.of(
                                "probe.modes", String.valueOf(modes),
                                "rpie.alpha", "0.1",
                                "rpie.step", "1",
                                "rpie.probeStep", "1"),
                        150,
                        1,
                        1)
                .run(scan, Optional.empty(), Optional.empty(), Observer.NONE, () -> false);
        return new AlignedProtocol().evaluate(Comparison.of(result, scan.truth().orElseThrow()));
    }

    @Test
    void theModesSpanTheTrueSpaceWithTheTruePowers() {
        Evaluation evaluation = found(scan(), 3);

        assertThat(evaluation.value("probe.modes.angle.3")).isLessThan(5);
        assertThat(evaluation.value("probe.modes.captured")).isGreaterThan(0.995);
        for (int m = 0; m < SHARES.length; m++) {
            assertThat(evaluation.value("probe.modes.power.found." + (m + 1))).isCloseTo(SHARES[m], within(0.02));
            assertThat(evaluation.value("probe.modes.power.true." + (m + 1))).isCloseTo(SHARES[m], within(1e-4));
        }
    }

    @Test
    void withTooFewModesPowerIsMissingAndSoIsAnAngle() {
        Evaluation evaluation = found(scan(), 2);

        assertThat(evaluation.value("probe.modes.captured")).isLessThan(0.95);
        assertThat(evaluation.has("probe.modes.angle.3")).isFalse();
        assertThat(evaluation.notes()).anyMatch(note -> note.contains("2 modes were found and the truth has 3"));
    }
}
