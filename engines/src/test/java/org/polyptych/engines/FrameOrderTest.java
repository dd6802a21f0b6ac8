package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class FrameOrderTest {
    private static void assertSameOrder(Scan a, Scan b) {
        assertThat(b.positions().y()).isEqualTo(a.positions().y());
        assertThat(b.positions().x()).isEqualTo(a.positions().x());
        for (int j = 0; j < a.frames().count(); j++) {
            for (int i = 0; i < a.mask().length; i++) {
                if (a.mask()[i]) {
                    assertThat(b.frames().frame(j)[i]).isEqualTo(a.frames().frame(j)[i]);
                }
            }
        }
    }

    /** Several frames at each of two places. */
    private static Scan atTwoPlaces() {
        Scan scan = SimulatedScan.wellPosed().side(16).frames(3).scan();
        double[] y = new double[9];
        double[] x = new double[9];
        for (int j = 0; j < 9; j++) {
            y[j] = j % 2 * 1e-8;
        }
        return ChangedScan.of(scan).positions(new Positions(y, x)).scan();
    }

    @Test
    void framesAreSortedByPlaceAndThoseAtOnePlaceByContent() {
        Scan scan = atTwoPlaces();
        Scan once = FrameOrder.canonical(scan);
        for (int k = 0; k < 5; k++) {
            assertSameOrder(once, FrameOrder.canonical(scan.select(new RandomStream(k, 0).permutation(9))));
        }
        for (int j = 1; j < 9; j++) {
            assertThat(once.positions().y()[j])
                    .isGreaterThanOrEqualTo(once.positions().y()[j - 1]);
        }
    }

    @Test
    void whatMaskedPixelsHoldDoesNotChangeTheOrder() {
        Scan scan = atTwoPlaces();
        scan.mask()[0] = false;
        float[][] spoilt = ChangedScan.of(scan).copiedFrames();
        for (int j = 0; j < 9; j++) {
            spoilt[j][0] = j == 4 ? Float.NaN : 1000 - 100 * j;
        }
        Scan dirty = ChangedScan.of(scan).frames(spoilt).scan();
        assertSameOrder(FrameOrder.canonical(scan), FrameOrder.canonical(dirty));
    }
}
