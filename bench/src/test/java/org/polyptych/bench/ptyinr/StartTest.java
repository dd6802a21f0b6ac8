package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RealImage;
import org.polyptych.core.SharedData;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.RunSettings.ProbeSettings;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

class StartTest {
    private static final ProbeSettings SETTINGS = SettingsReader.defaults(ProbeSettings.class);

    private static Scan scan() {
        Path data = SharedData.file("probes/probe_for_sim.npy").getParent().getParent();
        return CellScan.simulate(Setup.clean(TestObject.CELLS, 45, Setup.Known.NOTHING), data, 1);
    }

    private static Probe start(Start.Kind kind, long seed) {
        return new Start(kind, seed).probe(scan(), SETTINGS).orElseThrow();
    }

    @Test
    void theEnginesOwnStartIsLeftToIt() {
        assertThat(Start.OWN.probe(scan(), SETTINGS)).isEmpty();
    }

    @Test
    void aStartIsRepeatableAndEachSeedHasAnother() {
        for (Start.Kind kind : new Start.Kind[] {Start.Kind.VARIED, Start.Kind.RANDOM}) {
            float[] one = start(kind, 1).mode(0).re();

            assertThat(start(kind, 1).mode(0).re()).isEqualTo(one);
            assertThat(start(kind, 2).mode(0).re()).isNotEqualTo(one);
        }
    }

    @Test
    void atRandomIsUniformBetweenNothingAndOneInAmplitudeAndPhase() {
        Probe start = start(Start.Kind.RANDOM, 1);
        RealImage amplitude = start.mode(0).amplitude();
        RealImage phase = start.mode(0).phase();

        assertThat(amplitude.max()).isBetween(0.99f, 1f);
        assertThat(mean(amplitude)).isBetween(0.47, 0.53);
        assertThat(mean(phase)).isBetween(0.47, 0.53);
        for (float value : phase.values()) {
            assertThat(value).isBetween(-1e-6f, 1.000001f);
        }
    }

    private static double mean(RealImage image) {
        float[] values = image.values();
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
