package org.polyptych.app;

import java.util.List;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.FermatSpiral;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.objects.SiemensStar;
import org.polyptych.physics.simulation.probes.ZonePlate;

/**
 * The scan of the demo, simulated in memory: an X-ray beam out of focus of a zone plate goes over a Siemens star in a
 * spiral; photons are counted. The same bits every time.
 */
public final class DemoScan {
    private static final int N = 128;
    private static final double PIXEL = 10e-9;
    private static final double ENERGY_EV = 8800;
    private static final double DISTANCE = 2.0;
    private static final int FRAMES = 200;
    private static final double PHOTONS_PER_FRAME = 2e6;
    private static final long SEED = 1;
    private static final double STEP_PIXELS = 13.5;
    private static final double ZONE_NM = 26.7;
    private static final double STOP = 0.29;
    private static final double DEFOCUS_UM = 70;

    /** What the operator believes: the probe that comes with the scan is this far out of focus. */
    private static final double NOMINAL_DEFOCUS_UM = 55;

    private static final int SPECIMEN_SIZE = 380;
    private static final SiemensStar STAR = new SiemensStar(122, 36, 0.85, -0.7);

    private DemoScan() {}

    /** The scan with its truth. Takes about a tenth of a second. */
    public static Scan simulate() {
        XrayGeometry geometry = new XrayGeometry(N, N, PIXEL, PIXEL, ENERGY_EV, DISTANCE);
        Positions positions = new FermatSpiral(FRAMES, STEP_PIXELS).positions(geometry, SEED);
        Specimen specimen = Specimen.of(STAR.image(SPECIMEN_SIZE, SPECIMEN_SIZE, 1, SEED), PIXEL, PIXEL, 0, 0);
        return Simulation.of(geometry, specimen, beam(DEFOCUS_UM, geometry), positions)
                .named("demo", "simulated Siemens star, " + FRAMES + " frames, seed " + SEED)
                .noise(new Noise.PoissonPerFrame(PHOTONS_PER_FRAME))
                .seed(SEED)
                .startingProbe(beam(NOMINAL_DEFOCUS_UM, geometry))
                .notes(List.of(
                        "the scan is simulated: its truth is known",
                        "probe: the nominal one, 55 um out of focus; the true one is 70 um out of focus"))
                .run();
    }

    private static Probe beam(double defocusUm, XrayGeometry geometry) {
        return Probe.of(new ZonePlate(ZONE_NM, STOP, defocusUm).image(geometry)).withPower(PHOTONS_PER_FRAME);
    }
}
