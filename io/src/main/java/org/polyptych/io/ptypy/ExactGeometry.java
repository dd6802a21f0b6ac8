package org.polyptych.io.ptypy;

import java.util.Optional;
import org.polyptych.io.InFile;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.XrayGeometry;

/**
 * The geometry of a scan to the last bit, in a group of our own beside PtyPy's, whose keV and detector pixels give it back
 * only to rounding. It counts as long as PtyPy's numbers agree with it.
 */
final class ExactGeometry {
    private static final String GROUP = "polyptych";
    private static final String HEIGHT = "pixel_height_m";
    private static final String WIDTH = "pixel_width_m";
    private static final String ENERGY = "energy_eV";
    private static final String DISTANCE = "distance_m";
    /** More than rounding loses. */
    private static final double ROUNDING = 1e-9;

    private ExactGeometry() {}

    static void write(Hdf5Writer file, XrayGeometry geometry) {
        new PtypyWriter(file).dict(GROUP);
        file.attribute(GROUP, HEIGHT, geometry.pixelHeight());
        file.attribute(GROUP, WIDTH, geometry.pixelWidth());
        file.attribute(GROUP, ENERGY, geometry.energyEv());
        file.attribute(GROUP, DISTANCE, geometry.distance());
    }

    /**
     * @param energy in eV, as PtyPy's numbers say
     * @param distance in metres, likewise
     * @param pixel height and width of a detector pixel in metres, likewise
     * @return empty if the group is not there, or another program changed the numbers beside it
     */
    static Optional<Geometry> read(
            Hdf5File file, int rows, int columns, double energy, double distance, double[] pixel) {
        if (!file.isGroup(GROUP)) {
            return Optional.empty();
        }
        Optional<Double> height = file.number(GROUP, HEIGHT);
        Optional<Double> width = file.number(GROUP, WIDTH);
        Optional<Double> ev = file.number(GROUP, ENERGY);
        Optional<Double> metres = file.number(GROUP, DISTANCE);
        if (height.isEmpty() || width.isEmpty() || ev.isEmpty() || metres.isEmpty()) {
            return Optional.empty();
        }
        XrayGeometry own = InFile.made(
                file.path(), () -> new XrayGeometry(rows, columns, height.get(), width.get(), ev.get(), metres.get()));
        boolean agrees = agree(own.energyEv(), energy)
                && agree(own.distance(), distance)
                && agree(own.detectorPixelHeight(), pixel[0])
                && agree(own.detectorPixelWidth(), pixel[1]);
        return agrees ? Optional.of(own) : Optional.empty();
    }

    private static boolean agree(double a, double b) {
        return Math.abs(a / b - 1) < ROUNDING;
    }
}
