package org.polyptych.bench.coarse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/** A small form of what is measured. */
class CoarseStartTest {
    @Test
    void workIsCountedInPixelsAndTheCoarseStartIsAheadWhereItBegins() {
        Scan scan = scan();
        List<CoarseStart.Point> plain = CoarseStart.curve(scan, "rpie*5", Map.of(), 2);
        List<CoarseStart.Point> coarse = CoarseStart.curve(scan, "rpie/2*8,rpie*3", Map.of(), 2);
        assertThat(coarse.getLast().work()).isCloseTo(5, within(1e-9));
        assertThat(CoarseStart.after(coarse, 2)).isLessThan(CoarseStart.after(plain, 2));
    }

    /** A specimen whose patterns lie in the middle half of the detector, with a beam that does. */
    private static Scan scan() {
        XrayGeometry geometry = new XrayGeometry(64, 64, 1e-8, 1e-8, 8800, 1);
        Positions positions = Raster.square(6, 8).positions(geometry);
        Specimen specimen =
                SpecimenPlacement.under(TestObjects.parse("cells").image(110, 110, 1, 1), geometry, positions);
        Probe beam = Probe.of(TestProbes.parse("disc").image(geometry)).withPower(1e6);
        return Simulation.of(geometry, specimen, beam, positions).run();
    }
}
