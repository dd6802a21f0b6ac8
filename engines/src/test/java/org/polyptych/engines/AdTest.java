package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class AdTest {
    private final Scan scan = SimulatedScan.wellPosed().scan();

    private Result run(int iterations, String... settings) {
        return Reconstruction.with("ad", SomeSettings.of(settings), iterations, 5, 2)
                .run(scan, Observer.NONE);
    }

    @Test
    void nothingChangesOnceTheRateHasFallenToZero() {
        Result then = run(6, "ad.decayOver=6");
        Result later = run(9, "ad.decayOver=6");
        assertThat(later.specimen().image().re())
                .isEqualTo(then.specimen().image().re());
        assertThat(later.probe().mode(0).im()).isEqualTo(then.probe().mode(0).im());
        assertThat(run(9, "ad.decayOver=7").specimen().image().re())
                .isNotEqualTo(then.specimen().image().re());
    }

    @Test
    void batchesTakeMoreStepsAnIteration() {
        double whole = run(20).losses()[19];
        assertThat(run(20, "ad.batch=16").losses()[19]).isLessThan(0.5 * whole);
        assertThat(run(20, "ad.batch=64").losses()[19]).isEqualTo(whole);
        assertThat(run(20, "ad.batch=1000").losses()[19]).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amplitude", "poisson", "l1", "smoothl1"})
    void everyLossFalls(String likelihood) {
        double[] losses = run(60, "ad.likelihood=" + likelihood).losses();
        assertThat(losses[59]).isLessThan(0.3 * losses[0]);
    }

    @Test
    void theProbeWaitsForItsFirstIteration() {
        assertThat(run(3, "ad.probeFrom=4").probe().mode(0).re())
                .isEqualTo(run(1, "ad.probeFrom=4").probe().mode(0).re())
                .isNotEqualTo(run(4, "ad.probeFrom=4").probe().mode(0).re());
    }
}
