package org.polyptych.io;

import java.util.List;
import java.util.Optional;
import org.polyptych.core.Units;
import org.polyptych.io.Metadata.Beam;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.NearField;
import org.polyptych.physics.XrayGeometry;

/**
 * The geometry that follows from a file and a person. Far field: specimen pixel = wavelength / (pixels * angle of a
 * detector pixel), with the angle = detector pixel / distance where it is not said itself.
 */
final class GeometryReading {
    /** Sizes that should agree and differ by more are worth a line. */
    private static final double DISAGREEMENT = 0.01;

    private final Metadata data;
    private final ReaderSettings settings;
    private final int rows;
    private final int columns;

    GeometryReading(Metadata data, int rows, int columns) {
        this.data = data;
        this.settings = data.settings;
        this.rows = rows;
        this.columns = columns;
    }

    /** Empty where something lacks, which is added to the list. */
    Optional<Geometry> geometry(List<String> lacking) {
        if (data.geometry.isPresent() && !settings.saysGeometry()) {
            return data.geometry;
        }
        Optional<Beam> beam = beam();
        double energy = data.chosen("energy", settings.energy(), data.energy, "eV");
        double distance = data.chosen("distance", settings.distance(), data.distance, "m");
        double[] detector = data.chosen("detectorPixel", settings.detectorPixel(), data.detectorPixel, "m");
        double[] angle = angle(detector, distance);
        double[] pixel = data.chosen("objectPixel", settings.objectPixel(), data.objectPixel, "m");
        Optional<NearField> near = data.geometry.flatMap(Geometry::near);
        if (near.isPresent() && energy > 0 && distance > 0 && detector != null && settings.objectPixel() == 0) {
            return Optional.of(near(near.get(), energy, distance, detector));
        }
        boolean follows = energy > 0 && angle != null;
        boolean changed = settings.saysCamera() || settings.energy() > 0;
        if (follows && changed && settings.objectPixel() == 0) {
            pixel = null; // what a person says of the detector counts more than the file's own pixel
        }
        if (beam.isEmpty()) {
            lacking.add(data.lack("beam", "what the beam is", "--set file.beam=xray or --set file.beam=electron"));
        }
        if (pixel == null && !follows) {
            lack(beam, energy, distance, detector, angle, lacking);
        }
        boolean enough = beam.isPresent() && (pixel != null || follows);
        return enough ? Optional.of(made(beam.get(), energy, distance, angle, pixel)) : Optional.empty();
    }

    private Geometry near(NearField near, double energy, double distance, double[] detector) {
        return InFile.made(
                data.file, () -> XrayGeometry.near(rows, columns, detector[0], detector[1], energy, distance, near));
    }

    private Optional<Beam> beam() {
        Optional<Beam> set = settings.typedBeam();
        if (set.isPresent() && data.beam.isPresent() && !set.equals(data.beam)) {
            data.note("beam: " + set.get().text() + " as set (file.beam); the file says "
                    + data.beam.get().text());
        }
        return set.or(() -> data.beam);
    }

    /** What a person says, else what follows from a person's pixel or distance, else the file's, else what follows. */
    private double[] angle(double[] detector, double distance) {
        double[] said = data.chosen("detectorAngle", settings.detectorAngle(), data.detectorAngle, "rad");
        boolean otherwise = settings.saysCamera() && settings.detectorAngle() == 0;
        if (said != null && !otherwise || detector == null || !(distance > 0)) {
            return said;
        }
        return new double[] {detector[0] / distance, detector[1] / distance};
    }

    private Geometry made(Beam beam, double energy, double distance, double[] angle, double[] said) {
        // a wavelength needs no pixels: those of this geometry are never used
        double wavelength = beam == Beam.ELECTRON
                ? new ElectronGeometry(rows, columns, 1, 1, energy, distance).wavelength()
                : Units.PLANCK_TIMES_LIGHT_EV_M / energy;
        double[] derived = angle == null || !(energy > 0)
                ? null
                : new double[] {wavelength / (rows * angle[0]), wavelength / (columns * angle[1])};
        double[] pixel = said == null ? derived : said;
        if (said != null && derived != null && Math.abs(derived[0] / said[0] - 1) > DISAGREEMENT) {
            data.note("warning: the specimen pixel is " + Metadata.number(said[0]) + " m, but energy and detector mean "
                    + Metadata.number(derived[0]) + " m; the first is used");
        }
        if (!(energy > 0)) {
            data.note("energy: unknown (file.energy=EV sets it)");
        }
        if (!(distance > 0) && beam == Beam.XRAY) {
            data.note("distance: unknown (file.distance=METRES sets it)");
        }
        return InFile.made(
                data.file,
                () -> beam == Beam.ELECTRON
                        ? new ElectronGeometry(rows, columns, pixel[0], pixel[1], energy, distance)
                        : new XrayGeometry(rows, columns, pixel[0], pixel[1], energy, distance));
    }

    private void lack(
            Optional<Beam> beam,
            double energy,
            double distance,
            double[] detector,
            double[] angle,
            List<String> lacking) {
        boolean electrons = beam.equals(Optional.of(Beam.ELECTRON));
        if (!(energy > 0)) {
            lacking.add(
                    data.lack("energy", electrons ? "the acceleration voltage" : "the energy", "--set file.energy=EV"));
        }
        if (angle == null && electrons) {
            lacking.add(
                    data.lack("detectorAngle", "the angle of a detector pixel", "--set file.detectorAngle=RADIANS"));
        } else if (angle == null) {
            if (!(distance > 0)) {
                lacking.add(
                        data.lack("distance", "the distance from specimen to detector", "--set file.distance=METRES"));
            }
            if (detector == null) {
                lacking.add(data.lack("detectorPixel", "the pixel of the detector", "--set file.detectorPixel=METRES"));
            }
        }
        lacking.add(data.lack(
                "objectPixel", "nor the pixel of the specimen in place of these", "--set file.objectPixel=METRES"));
    }
}
