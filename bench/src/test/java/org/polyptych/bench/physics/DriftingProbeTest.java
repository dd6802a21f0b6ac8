package org.polyptych.bench.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.engines.Outcome;
import org.polyptych.physics.Scan;
import org.polyptych.physics.simulation.ProbeDrift;

/** The small form of the table of docs/probe-variations.md. */
class DriftingProbeTest {
    @Test
    void variationsOfTheProbeAreWorthManyDecibelsWhereTheBeamDrifts() {
        Scan scan = DriftingProbe.scan(48, 10, 6, new ProbeDrift(1.5, 30, 6, 8.3), 1e6);
        Outcome one = DriftingProbe.reconstruct(scan, "ad", 80, Map.of());
        Outcome several = DriftingProbe.reconstruct(scan, "ad", 80, Map.of("probe.variations", "3"));
        assertThat(decibels(scan, several)).isGreaterThan(decibels(scan, one) + 3);
        assertThat(least(several)).isLessThan(0.3 * least(one));
    }

    private static double decibels(Scan scan, Outcome outcome) {
        return FlyScans.objectDecibels(FlyScans.score(scan, outcome.result()));
    }

    private static double least(Outcome outcome) {
        return Arrays.stream(outcome.heldOutLosses()).min().orElseThrow();
    }
}
