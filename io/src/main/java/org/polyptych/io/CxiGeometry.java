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
    private final Metadata metadata;
    private final List<String> notes;

    CxiGeometry(Hdf5File file, int rows, int columns, Metadata metadata) {
        this.file = file;
        this.rows = rows;
        this.columns = columns;
        this.metadata = metadata;
        this.notes = metadata.notes();
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

    /** Finds what the specimen's pixel size follows from; a person may supply what lacks. */
    void find(DetectorAxes axes) {
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
        energy.ifPresent(metadata::energy);
        distance.ifPresent(metadata::distance);
        if (x.isPresent() && y.isPresent()) {
            double height = axes.onItsSide() ? x.get() : y.get();
            double width = axes.onItsSide() ? y.get() : x.get();
            metadata.detectorPixel(height, width);
        }
        metadata.lookedFor("energy", "'" + CxiNames.ENERGY + "' in J and '" + CxiNames.WAVELENGTH + "' in metres")
                .lookedFor("distance", "'" + CxiNames.DISTANCE + "'")
                .lookedFor("detectorPixel", "'" + CxiNames.X_PIXEL + "' and '" + CxiNames.Y_PIXEL + "'")
                .lookedFor("positions", "'" + CxiNames.TRANSLATION + "', (x, y, z) in metres a frame");
        if (CxiOwnGroup.isIn(file)) {
            Geometry own = CxiOwnGroup.geometry(file, rows, columns);
            boolean whole = energy.isPresent() && distance.isPresent() && x.isPresent() && y.isPresent();
            if (!whole
                    || agree(own.distance(), distance.get())
                            && agree(ProvenanceGroup.energy(own), energy.get())
                            && agree(own.detectorPixelHeight(), y.get())
                            && agree(own.detectorPixelWidth(), x.get())) {
                noteNear(own);
                metadata.geometry(own)
                        .objectPixel(own.pixelHeight(), own.pixelWidth())
                        .beam(own instanceof XrayGeometry ? Metadata.Beam.XRAY : Metadata.Beam.ELECTRON);
                return;
            }
            notes.add("warning: energy, distance or pixel size differ from what this program wrote into the group"
                    + " 'polyptych'; CXI's are used, for X-rays");
        }
        metadata.beam(Metadata.Beam.XRAY);
        notes.add(
                FAR_FIELD + " (Fraunhofer), where specimen pixel = wavelength * distance / (number of"
                        + " pixels * detector pixel); the file does not say whether it is near field (file.nearField=true if it is)");
    }

    private void noteNear(Geometry own) {
        own.near()
                .ifPresent(near -> notes.add(String.format(
                        Locale.ROOT,
                        "geometry: near field, magnification %.6g, as the file says",
                        near.magnification())));
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
    Optional<String> corner(DetectorAxes given, Geometry geometry) {
        if (!file.isDataset(CxiNames.CORNER)) {
            return Optional.empty();
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
                return Optional.of(String.format(
                        Locale.ROOT,
                        "warning: corner_position puts the beam at pixel (y %.1f, x %.1f); the zero frequency is read at"
                                + " (%d, %d)",
                        y,
                        x,
                        rows / 2,
                        columns / 2));
            }
        }
        return Optional.empty();
    }

    /** The index of the pixel on which the axis x = y = 0 falls, from the outer corner of pixel 0. */
    private static double beamPixel(double[] corner, double[] step) {
        double square = step[0] * step[0] + step[1] * step[1];
        return -(corner[0] * step[0] + corner[1] * step[1]) / square - 0.5;
    }

    private static boolean agree(double a, double b) {
        return Math.abs(a / b - 1) < ROUNDING;
    }
}
