package org.polyptych.app;

import java.nio.file.Path;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.CxiFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;

/** Small simulated scans of different specimens in one beam, at places of their own. */
public final class TwoSpecimens {
    private static final int N = 32;
    private static final double PIXEL = 5e-9;

    private TwoSpecimens() {}

    /**
     * Frames of 32 x 32 pixels.
     *
     * @param object of {@link TestObjects}
     * @param side frames along one side of the jittered raster
     * @param energy in eV
     */
    public static Scan scan(String object, int side, Probe probe, double energy) {
        XrayGeometry geometry = new XrayGeometry(N, N, PIXEL, PIXEL, energy, 1);
        Positions raster = new JitteredRaster(new Raster(side, side, 4, 4), 1).positions(geometry, side);
        double[] y = raster.y().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] += 1e-6 * side;
        }
        Positions positions = new Positions(y, raster.x());
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage image = TestObjects.parse(object).image(needed[0], needed[1], 1, 5);
        Specimen specimen = SpecimenPlacement.under(image, geometry, positions);
        return Simulation.of(geometry, specimen, probe, positions)
                .named(object, "simulated")
                .startingProbe(probe)
                .run();
    }

    /** Writes a scan as NAME.cxi. */
    public static Path write(Path folder, String name, Scan scan) {
        Path file = folder.resolve(name + ".cxi");
        CxiFile.write(file, scan);
        return file;
    }
}
