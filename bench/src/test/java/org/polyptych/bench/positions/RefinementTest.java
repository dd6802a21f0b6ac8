package org.polyptych.bench.positions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/** A smaller form of the table in {@code docs/positions.md}. */
class RefinementTest {
    @Test
    void onePixelOfErrorIsRecoveredToATenth() {
        assertThat(rest(WrongStage.usual(8, 1, "grf:phase=tanh"))).isLessThan(0.1);
    }

    /** A scan of another kind: errors of one pixel are no harder there. */
    @Test
    void soItIsOnTheSpiral() {
        assertThat(rest(WrongStage.spiral(81, 1, "letters"))).isLessThan(0.1);
    }

    private static double rest(WrongStage stage) {
        Scan scan = stage.scan();
        Positions truth = scan.truth().orElseThrow().positions().orElseThrow();
        double pixel = scan.geometry().pixelHeight();
        assertThat(Recovered.of(truth, scan.positions(), pixel).rest()).isBetween(0.8, 1.2);

        Positions found = Reconstruction.with(
                        "rpie", Map.of("positions.refine", "true", "positions.anneal", "1"), 80, 1, 2)
                .run(scan, Observer.NONE)
                .positions();

        return Recovered.of(truth, found, pixel).rest();
    }
}
