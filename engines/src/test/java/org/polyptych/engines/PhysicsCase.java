package org.polyptych.engines;

import org.polyptych.core.ComplexImage;
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

/**
 * Small scans of more than one thin object at rest in the dark, without noise, and the settings that say so.
 *
 * @param capability that an engine needs for it
 * @param settings {@code key=value} of the whole truth
 */
record PhysicsCase(Capability capability, Scan scan, String... settings) {
    private static final int SIDE = 32;
    private static final double PIXEL = 10e-9;
    private static final double STEP = 4;
    private static final double COUNTS = 1e5;
    /** Pixels around the scan, for the way of a fly scan. */
    private static final int ROOM = 12;

    private static final XrayGeometry GEOMETRY = new XrayGeometry(SIDE, SIDE, PIXEL, PIXEL, 8800, 1);

    /** Four depths of field of 5.2 pixel^2 / wavelength. */
    private static final double DISTANCE = 4 * 5.2 * PIXEL * PIXEL / GEOMETRY.wavelength();

    static PhysicsCase[] all() {
        double stray = 0.1 * COUNTS / (SIDE * SIDE);
        String[] moving = {"fly.length=" + STEP * PIXEL, "fly.direction=0", "fly.parts=4"};
        return new PhysicsCase[] {
            new PhysicsCase(
                    Capability.MULTISLICE,
                    simulation(false, "grf", "star:spokes=8").run(),
                    "object.slices=2",
                    "object.sliceSpacing=" + DISTANCE),
            new PhysicsCase(
                    Capability.OBJECT_MODES, simulation(true, "star", "letters").run(), "object.modes=2"),
            new PhysicsCase(
                    Capability.FLY_SCAN,
                    simulation(false, "grf")
                            .flyScan(new FlyScan(0, STEP * PIXEL, 4))
                            .run(),
                    moving),
            new PhysicsCase(
                    Capability.BACKGROUND,
                    simulation(false, "grf").background(stray).run(),
                    "background.counts=" + stray)
        };
    }

    private static Simulation simulation(boolean states, String... names) {
        Positions positions = new JitteredRaster(new Raster(8, 8, STEP, STEP), 1).positions(GEOMETRY, 3);
        int[] needed = SpecimenPlacement.needed(GEOMETRY, positions);
        ComplexImage[][] images = new ComplexImage[states ? names.length : 1][states ? 1 : names.length];
        for (int k = 0; k < names.length; k++) {
            images[states ? k : 0][states ? 0 : k] =
                    TestObjects.parse(names[k]).image(needed[0] + ROOM, needed[1] + ROOM, 1, 5 + k);
        }
        Specimen place = SpecimenPlacement.under(images[0][0], GEOMETRY, positions);
        Specimen specimen = new Specimen(
                images,
                place.pixelHeight(),
                place.pixelWidth(),
                place.centreY(),
                place.centreX(),
                states || names.length == 1 ? new double[0] : new double[] {DISTANCE});
        Probe beam = Probe.of(
                        TestProbes.parse("zoneplate:zone=30,stop=0,defocus=6").image(GEOMETRY))
                .withPower(COUNTS);
        return Simulation.of(GEOMETRY, specimen, beam, positions).startingProbe(beam);
    }
}
