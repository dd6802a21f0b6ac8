package org.polyptych.bench.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/** Small forms of the figures of docs/multislice.md and docs/fly-scan.md. */
class ThickAndMovingTest {
    @Test
    void twoSlicesAreSeparatedAndTheirDistanceIsFound() {
        XrayGeometry geometry = TwoSlices.geometry(48);
        double distance = 3 * TwoSlices.depthOfField(geometry);
        Scan scan = TwoSlices.scan(geometry, 120, distance);
        Result found = TwoSlices.reconstruct(scan, 0.7 * distance, 140, Map.of("ad.batch", "24"));
        double[][] correlation = SlicePair.of(
                        found.specimen(), scan.truth().orElseThrow().specimen(), scan.positions())
                .correlation();
        assertThat(found.specimen().sliceSpacing()[0]).isCloseTo(distance, within(0.1 * distance));
        assertThat(correlation[0][0]).isGreaterThan(0.9);
        assertThat(correlation[1][1]).isGreaterThan(0.9);
        assertThat(correlation[0][1]).isLessThan(0.2);
        assertThat(correlation[1][0]).isLessThan(0.2);
    }

    /** A small form of the table of engines that are told the distance. */
    @ParameterizedTest
    @CsvSource({"awf*200, object.modes, 1", "rpie*80, rpie.alpha, 0.02"})
    void enginesThatAreToldTheDistanceSeparateThem(String engine, String key, String value) {
        XrayGeometry geometry = TwoSlices.geometry(48);
        Scan scan = TwoSlices.scan(geometry, 120, 4 * TwoSlices.depthOfField(geometry));
        Map<String, String> more =
                engine.startsWith("rpie") ? Map.of(key, value, "rpie.step", "1") : Map.of(key, value);
        double[][] correlation = SlicePair.of(
                        TwoSlices.told(scan, engine, more).specimen(),
                        scan.truth().orElseThrow().specimen(),
                        scan.positions())
                .correlation();
        assertThat(correlation[0][0]).isGreaterThan(0.9);
        assertThat(correlation[1][1]).isGreaterThan(0.9);
        assertThat(correlation[0][1]).isLessThan(0.2);
        assertThat(correlation[1][0]).isLessThan(0.2);
    }

    @Test
    void aModelOfTheMotionIsWorthManyDecibels() {
        double step = 6;
        Scan scan = FlyScans.scan(FlyScans.geometry(48), 10, step, step);
        double metres = step * scan.geometry().pixelWidth();
        int iterations = 100;
        double without = decibels(scan, FlyScans.moving(0, 4, iterations), iterations);
        double with = decibels(scan, FlyScans.moving(metres, 4, iterations), iterations);
        assertThat(with).isGreaterThan(without + 4);
    }

    private static double decibels(Scan scan, Map<String, String> settings, int iterations) {
        return FlyScans.objectDecibels(FlyScans.score(scan, FlyScans.reconstruct(scan, "ad", iterations, settings)));
    }
}
