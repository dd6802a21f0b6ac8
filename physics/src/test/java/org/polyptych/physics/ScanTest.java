package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;

class ScanTest {
    private static Scan scan(int frames, int positions, int maskPixels, int geometryRows) {
        return new Scan(
                "test",
                "scan.h5",
                new XrayGeometry(geometryRows, 3, 1e-8, 1e-8, 8000, 1),
                new MemoryFrames(2, 3, new float[frames][6]),
                new boolean[maskPixels],
                new Positions(new double[positions], new double[positions]),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static void assertRefused(Runnable making, String because) {
        assertThatThrownBy(making::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("scan.h5: ")
                .hasMessageContaining(because)
                .hasMessageNotContaining("\n");
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        assertThat(scan(4, 4, 6, 2).frames().count()).isEqualTo(4);
        assertRefused(() -> scan(0, 0, 6, 2), "no frames");
        assertRefused(() -> scan(4, 5, 6, 2), "5 positions for 4 frames");
        assertRefused(() -> scan(4, 4, 7, 2), "mask has 7 pixels");
        assertRefused(() -> scan(4, 4, 6, 3), "3 x 3");
    }

    @Test
    void positionsAreNumbersInPairs() {
        assertThatThrownBy(() -> new Positions(new double[2], new double[3])).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new Positions(new double[] {0, Double.NaN}, new double[2]))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("frame 1");
    }

    @Test
    void aSelectionKeepsFramesAndPositionsTogether() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Scan few = scan.select(new int[] {40, 3, 3}).select(new int[] {2, 0});
        assertThat(few.frames().count()).isEqualTo(2);
        assertThat(few.frames().frame(0)).isEqualTo(scan.frames().frame(3));
        assertThat(few.frames().frame(1)).isEqualTo(scan.frames().frame(40));
        assertThat(few.positions().y())
                .containsExactly(scan.positions().y()[3], scan.positions().y()[40]);
    }

    @Test
    void severalFramesAreReadOneAfterTheOther() {
        Scan scan = SimulatedScan.wellPosed().scan();
        float[] both = new float[2 * 32 * 32];
        scan.frames().read(new int[] {7, 2}, both);
        assertThat(java.util.Arrays.copyOfRange(both, 1024, 2048))
                .isEqualTo(scan.frames().frame(2));
    }
}
