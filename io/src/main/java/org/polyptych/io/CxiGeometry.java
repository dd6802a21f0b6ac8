package org.polyptych.io;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.XrayGeometry;

/**
 * The geometry of a CXI scan: far field, specimen pixel = wavelength * distance / (pixels * detector pixel), as CXI has no
 * place for anything else. Files that this program wrote say where it is near field.
 */
final class CxiGeometry {
    /** How the note begins that says so. */
    static final String FAR_FIELD = "geometry: taken as far field";

    /** Our own numbers go through CXI's and back with less than this lost. */
    private static final double ROUNDING = 1e-6;
    /** Numbers in a file that should agree and differ by more are worth a line. */
    private static final double DISAGREEMENT = 0.01;

    private final Hdf5File file;
    private final int rows;
    private final int columns;
    private final List<String> notes;

    CxiGeometry(Hdf5File file, int rows, int columns, List<String> notes) {
        this.file = file;
        this.rows = rows;
        this.columns = columns;
        this.notes = notes;
    }

    /** The axes of the detector, as the file says or as usual. */
    DetectorAxes axes() {
        if (file.isDataset(CxiNames.BASIS)) {
            DetectorAxes axes = DetectorAxes.read(file, CxiNames.BASIS);
            if (!axes.isUsual()) {
                notes.add("positions: turned and flipped as the detector's basis vectors say; they are not the usual"
                        + " ones (rows down, columns right)");
            }
            return axes;
        }
        notes.add(
                "positions: no basis vectors in the file; rows taken as running down (-y of CXI), columns right (-x)");
        return DetectorAxes.usual(1, 1);
    }

    /**
     * @throws BadInputException if what the specimen's pixel size follows from is missing
     */
    Geometry geometry(DetectorAxes axes) {
        CxiNumbers numbers = new CxiNumbers(file, notes);
        Optional<Double> energy = energy(numbers);
        Optional<Double> distance = numbers.positive(CxiNames.DISTANCE, CxiNumbers.METRES);
        Optional<Double> x = numbers.positive(CxiNames.X_PIXEL, CxiNumbers.METRES);
        Optional<Double> y = numbers.positive(CxiNames.Y_PIXEL, CxiNumbers.METRES);
        if (file.isDataset(CxiNames.BASIS)) {
            double alongX = axes.onItsSide() ? axes.pixelHeight() : axes.pixelWidth();
            double alongY = axes.onItsSide() ? axes.pixelWidth() : axes.pixelHeight();
            noteDisagreement("x_pixel_size", x, alongX);
            noteDisagreement("y_pixel_size", y, alongY);
            x = x.or(() -> Optional.of(alongX));
            y = y.or(() -> Optional.of(alongY));
        }
        Optional<Geometry> exact =
                CxiOwnGroup.isIn(file) ? Optional.of(CxiOwnGroup.geometry(file, rows, columns)) : Optional.empty();
        if (exact.isPresent() && (energy.isEmpty() || distance.isEmpty() || x.isEmpty() || y.isEmpty())) {
            return noted(exact.get());
        }
        double ev = energy.orElseThrow(() -> missing(CxiNames.ENERGY, "J, or wavelength in metres beside it"));
        double metres = distance.orElseThrow(() -> missing(CxiNames.DISTANCE, "metres"));
        double px = x.orElseThrow(() -> missing(CxiNames.X_PIXEL, "metres"));
        double py = y.orElseThrow(() -> missing(CxiNames.Y_PIXEL, "metres"));
        if (exact.isPresent()) {
            Geometry own = exact.get();
            if (agree(own.distance(), metres)
                    && agree(ProvenanceGroup.energy(own), ev)
                    && agree(own.detectorPixelHeight(), py)
                    && agree(own.detectorPixelWidth(), px)) {
                return noted(own);
            }
            notes.add("warning: energy, distance or pixel size differ from what this program wrote into the group"
                    + " 'polyptych'; CXI's are used, for X-rays");
        }
        double height = axes.onItsSide() ? px : py;
        double width = axes.onItsSide() ? py : px;
        double wavelength = Units.PLANCK_TIMES_LIGHT_EV_M / ev;
        notes.add(
                FAR_FIELD + " (Fraunhofer), where specimen pixel = wavelength * distance / (number of"
                        + " pixels * detector pixel); the file does not say whether it is near field (file.nearField=true if it is)");
        return InFile.made(
                file.path(),
                () -> new XrayGeometry(
                        rows,
                        columns,
                        wavelength * metres / (rows * height),
                        wavelength * metres / (columns * width),
                        ev,
                        metres));
    }

    private Geometry noted(Geometry own) {
        own.near()
                .ifPresent(near -> notes.add(String.format(
                        Locale.ROOT,
                        "geometry: near field, magnification %.6g, as the file says",
                        near.magnification())));
        return own;
    }

    private Optional<Double> energy(CxiNumbers numbers) {
        Optional<Double> energy = numbers.photonEnergyEv();
        Optional<Double> wavelength = numbers.positive(CxiNames.WAVELENGTH, CxiNumbers.METRES);
        Optional<Double> fromWavelength = wavelength.map(w -> Units.PLANCK_TIMES_LIGHT_EV_M / w);
        if (energy.isEmpty()) {
            return fromWavelength;
        }
        boolean electrons =
                CxiOwnGroup.isIn(file) && !(CxiOwnGroup.geometry(file, rows, columns) instanceof XrayGeometry);
        if (!electrons) {
            fromWavelength
                    .filter(e -> Math.abs(e / energy.get() - 1) > DISAGREEMENT)
                    .ifPresent(e -> notes.add(String.format(
                            Locale.ROOT,
                            "warning: the energy, %.6g eV, and the wavelength, which means %.6g eV, disagree; the energy"
                                    + " is used",
                            energy.get(),
                            e)));
        }
        return energy;
    }

    private void noteDisagreement(String name, Optional<Double> said, double fromBasis) {
        said.filter(s -> Math.abs(fromBasis / s - 1) > DISAGREEMENT)
                .ifPresent(s -> notes.add("warning: " + name + " is " + s + " m, but the basis vectors have "
                        + fromBasis + " m; " + name + " is used"));
    }

    /** Says where the file puts the beam, if that is not where it is read. */
    void noteCorner(DetectorAxes given, Geometry geometry) {
        if (!file.isDataset(CxiNames.CORNER)) {
            return;
        }
        DetectorAxes axes = file.isDataset(CxiNames.BASIS)
                ? given
                : DetectorAxes.usual(geometry.detectorPixelHeight(), geometry.detectorPixelWidth());
        try (Hdf5Dataset dataset = file.dataset(CxiNames.CORNER)) {
            double[] corner = dataset.doubles();
            if (corner.length != 3) {
                throw new BadInputException(
                        dataset.label() + " must be (x, y, z) in metres, but its shape is " + dataset.shapeText());
            }
            double y = beamPixel(corner, axes.row());
            double x = beamPixel(corner, axes.column());
            if (Math.abs(y - rows / 2) > 1 || Math.abs(x - columns / 2) > 1) {
                notes.add(String.format(
                        Locale.ROOT,
                        "warning: corner_position puts the beam at pixel (y %.1f, x %.1f); the zero frequency is read at"
                                + " (%d, %d)",
                        y,
                        x,
                        rows / 2,
                        columns / 2));
            }
        }
    }

    /** The index of the pixel on which the axis x = y = 0 falls, from the outer corner of pixel 0. */
    private static double beamPixel(double[] corner, double[] step) {
        double square = step[0] * step[0] + step[1] * step[1];
        return -(corner[0] * step[0] + corner[1] * step[1]) / square - 0.5;
    }

    private static boolean agree(double a, double b) {
        return Math.abs(a / b - 1) < ROUNDING;
    }

    private BadInputException missing(String name, String unit) {
        return new BadInputException(file.path() + ": no dataset '" + name + "' (in " + unit
                + "), from which the size of the specimen's pixels follows; add it");
    }
}
