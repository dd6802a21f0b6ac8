package org.polyptych.neural.ptyinr;

import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.FlyScan;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/** A small scan whose stage moves to the right by a step while each frame is exposed, without noise. */
final class FlownScan {
    /** What tells the engine so. */
    static final String[] SETTINGS = {"fly.length=4e-8", "fly.direction=0", "fly.parts=4"};

    private static final double PIXEL = 1e-8;
    private static final double STEP = 4;
    /** Pixels around the scan, for the way. */
    private static final int ROOM = 12;

    private FlownScan() {}

    /** @param side of a frame @param perAxis frames */
    static Scan of(int side, int perAxis) {
        XrayGeometry geometry = new XrayGeometry(side, side, PIXEL, PIXEL, 8800, 1);
        Positions positions = new JitteredRaster(new Raster(perAxis, perAxis, STEP, STEP), 1).positions(geometry, 3);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        Specimen specimen = SpecimenPlacement.under(
                TestObjects.parse("grf").image(needed[0] + ROOM, needed[1] + ROOM, 1, 5), geometry, positions);
        Probe beam = Probe.of(
                        TestProbes.parse("zoneplate:zone=30,stop=0,defocus=6").image(geometry))
                .withPower(1e5);
        return Simulation.of(geometry, specimen, beam, positions)
                .startingProbe(beam)
                .flyScan(new FlyScan(0, STEP * PIXEL, 4))
                .run();
    }
}
