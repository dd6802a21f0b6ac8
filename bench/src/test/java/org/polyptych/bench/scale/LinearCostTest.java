package org.polyptych.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Scan;

class LinearCostTest {
    @TempDir
    Path folder;

    @Test
    void transformsAreCountedAsTheDefinitionsNeedThem() {
        assertThat(CostAxis.parse("frames=100,200").work(200, 7)).isEqualTo(400);
        assertThat(CostAxis.parse("probe.modes=1,8").work(8, 100)).isEqualTo(1600);
        CostAxis slices = CostAxis.parse("object.slices=1,2,4");
        assertThat(slices.values()).containsExactly(1, 2, 4);
        assertThat(slices.transforms(1)).isEqualTo(2);
        assertThat(slices.transforms(4)).isEqualTo(14);
    }

    @Test
    void theExponentOfAStraightLineIsOneAndOfASquareTwo() {
        double[] n = {1, 2, 5, 9};
        assertThat(CostFit.of(n, new double[] {3, 6, 15, 27}).exponent()).isCloseTo(1, within(1e-12));
        assertThat(CostFit.of(n, new double[] {3, 12, 75, 243}).exponent()).isCloseTo(2, within(1e-12));
    }

    @Test
    void thePlotIsAPicture() throws Exception {
        Path file = folder.resolve("cost.png");
        double[] n = {100, 1000};
        CostPlot.write(file, Map.of("awf", new CostCurve(n, new double[] {200, 2100})));
        assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(400);
    }

    /** The frames of a period are the only ones that are made; all are served by them. */
    @Test
    void theLargeScanRepeatsItsPeriod() {
        try (Parallel parallel = new Parallel(2)) {
            Scan scan = LargeScan.of(16, 100 * 100, parallel);
            assertThat(scan.frames().count()).isEqualTo(10_000);
            assertThat(scan.frames().frame(3)).isEqualTo(scan.frames().frame(3 + 48));
            assertThat(scan.frames().frame(3)).isEqualTo(scan.frames().frame(3 + 48 * 100));
            assertThat(scan.frames().frame(3)).isNotEqualTo(scan.frames().frame(4));
            assertThat(scan.positions().x()[3 + 48])
                    .isGreaterThan(scan.positions().x()[3]);
        }
    }
}
