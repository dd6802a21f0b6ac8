package org.polyptych.bench.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/** A smaller form of the table in {@code docs/refine-geometry.md}. */
class RefinedGeometryTest {
    @Test
    void aDistanceThatIsFivePerCentWrongIsFoundToOne() {
        WrongGeometry wrong = WrongGeometry.FAR_DISTANCE;
        Scan scan = wrong.said(8, 0.05);
        Result plain = Reconstruction.with("rpie", Map.of(), 40, 1, 2).run(scan, Observer.NONE);
        Result refined = Reconstruction.with("rpie", Map.of("geometry.distance", "true"), 40, 1, 2)
                .run(scan, Observer.NONE);

        FoundNumber found = refined.found().getFirst();
        assertThat(Math.abs(wrong.left(0.05, found.said(), found.found()))).isLessThan(0.012);
        assertThat(OnTrueGrid.nrmse(refined, scan)).isLessThan(0.7 * OnTrueGrid.nrmse(plain, scan));
    }
}
