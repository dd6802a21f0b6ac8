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
        Scan scan = WrongStage.usual(8, 1, "grf:phase=tanh").scan();
        Positions truth = scan.truth().orElseThrow().positions().orElseThrow();
        double pixel = scan.geometry().pixelHeight();
        assertThat(Recovered.of(truth, scan.positions(), pixel).rest()).isBetween(0.8, 1.2);

        Positions found = Reconstruction.with(
                        "rpie", Map.of("positions.refine", "true", "positions.anneal", "1"), 80, 1, 2)
                .run(scan, Observer.NONE)
                .positions();

        assertThat(Recovered.of(truth, found, pixel).rest()).isLessThan(0.1);
    }
}
