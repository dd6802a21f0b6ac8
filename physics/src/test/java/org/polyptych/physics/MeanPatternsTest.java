package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RealImage;

class MeanPatternsTest {
    private static MeanPatterns ofTheTruth(Scan scan, boolean round) {
        Scan.Truth truth = scan.truth().orElseThrow();
        Result result = new Result(
                truth.specimen(),
                truth.probe(),
                scan.positions(),
                Illumination.of(truth.specimen(), truth.probe(), scan.positions()),
                new double[0],
                new Result.Provenance(
                        "n",
                        "s",
                        scan.geometry(),
                        "dm",
                        "loss",
                        0,
                        1,
                        Map.of("positions.round", String.valueOf(round)),
                        "p",
                        "m",
                        "t",
                        0));
        return MeanPatterns.of(scan, result);
    }

    private static double farthest(RealImage a, RealImage b) {
        double most = 0;
        for (int i = 0; i < a.size(); i++) {
            most = Math.max(most, Math.abs(a.values()[i] - b.values()[i]));
        }
        return most;
    }

    @Test
    void theTruthPredictsWhatWasMeasured() {
        for (SimulatedScan simulated : new SimulatedScan[] {
            SimulatedScan.wellPosed(),
            SimulatedScan.wellPosed().subPixel().modes(2).side(31)
        }) {
            MeanPatterns means = ofTheTruth(simulated.scan(), false);
            assertThat(farthest(means.measured(), means.modelled()))
                    .isLessThan(1e-4 * means.measured().max());
        }
    }

    @Test
    void thePredictionRoundsPositionsWhereTheReconstructionDid() {
        Scan scan = SimulatedScan.wellPosed().subPixel().scan();
        MeanPatterns means = ofTheTruth(scan, true);
        assertThat(farthest(means.measured(), means.modelled()))
                .isGreaterThan(1e-3 * means.measured().max());
    }

    @Test
    void theMeanIsThatOfTheCounts() {
        Scan scan = SimulatedScan.wellPosed().scan();
        double expected = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            float amplitude = scan.frames().frame(j)[300];
            expected += (double) amplitude * amplitude / scan.frames().count();
        }
        assertThat((double) ofTheTruth(scan, false).measured().values()[300])
                .isCloseTo(expected, within(1e-5 * expected));
    }

    @Test
    void maskedPixelsAreZeroInTheMeasuredMeanOnly() {
        Scan scan = SimulatedScan.wellPosed().scan();
        int centre = 16 * 32 + 16;
        scan.mask()[centre] = false;
        MeanPatterns means = ofTheTruth(scan, false);
        assertThat(means.measured().values()[centre]).isZero();
        assertThat(means.modelled().values()[centre]).isPositive();
    }
}
