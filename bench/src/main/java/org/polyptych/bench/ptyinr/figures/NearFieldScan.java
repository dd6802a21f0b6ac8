package org.polyptych.bench.ptyinr.figures;

import java.nio.file.Path;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/**
 * Shadow images of a star in a cone beam that magnifies 300 times, on a jittered raster; counted photons.
 *
 * @param frame pixels of a frame's side, 180 nm each on the specimen
 * @param across frames in a line, and lines
 * @param step in pixels
 */
record NearFieldScan(int frame, int across, double step) implements Experiment {
    private static final double MAGNIFICATION = 300;
    private static final double PIXEL = 180e-9;

    @Override
    public Scan scan(Path data, long seed) {
        double detector = MAGNIFICATION * PIXEL;
        XrayGeometry geometry =
                XrayGeometry.near(frame, frame, detector, detector, 12_660, 1.1, new NearField(MAGNIFICATION));
        Positions positions = new JitteredRaster(Raster.square(across, step), step / 3).positions(geometry, seed);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        // wide, but dark at the edges of a frame, where what leaves it would come back
        double widthNm = 0.45 * frame * PIXEL * 1e9;
        Probe beam = Probe.of(TestProbes.parse("gaussian:fwhm=" + widthNm).image(geometry))
                .withPower(1e6);
        return Simulation.of(
                        geometry,
                        SpecimenPlacement.under(
                                TestObjects.parse("star").image(needed[0], needed[1], 1, seed), geometry, positions),
                        beam,
                        positions)
                .named("near field", "simulated, seed " + seed)
                .noise(NoiseSpec.parse("poisson:perframe=1e7"))
                .seed(seed)
                .run();
    }
}
