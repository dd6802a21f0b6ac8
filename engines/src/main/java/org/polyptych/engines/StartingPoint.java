package org.polyptych.engines;

import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.ScanExtent;
import org.polyptych.physics.Specimen;

/**
 * Where a reconstruction begins: without help, a flat object as large as the scan and a probe from file or data. Where one
 * of the two is known, the start of the other is scaled so that together they predict the mean counts of a frame.
 */
record StartingPoint(Specimen specimen, Probe probe) {
    /** A larger object is a mistake in the unit of the positions. */
    static final double MOST_PIXELS = 4e8;

    static StartingPoint of(Scan scan, RunSettings run, Optional<Probe> probe, Optional<Specimen> specimen) {
        return of(scan, scan, run, probe, specimen);
    }

    /**
     * @param whole all frames: what the object must cover
     * @param used the frames that a probe may be made from
     */
    static StartingPoint of(
            Scan whole, Scan used, RunSettings run, Optional<Probe> probe, Optional<Specimen> specimen) {
        ScanExtent.of(whole).mistake().ifPresent(mistake -> {
            throw new BadInputException(whole.source() + ": " + mistake);
        });
        Specimen object = startSpecimen(whole, run.object(), specimen);
        Probe beam = StartingProbe.of(used, run.probe(), probe);
        if (run.object().known()) {
            // the scale between object and probe is no longer free
            double predicted = predictedCounts(object, beam, used.positions());
            beam = beam.withPower(beam.power() * StartingProbe.meanCounts(used) / predicted);
        } else if (run.probe().known() && isFlat(run.object(), specimen)) {
            object.image().scale(Math.sqrt(StartingProbe.meanCounts(used) / beam.power()));
        }
        return new StartingPoint(object, beam);
    }

    /** The object that is started from, if it is one that somebody has; empty where a flat one is made. */
    static Optional<Specimen> chosen(Scan scan, RunSettings.ObjectSettings settings, Optional<Specimen> given) {
        return given.or(() -> settings.start() == RunSettings.Start.FILE ? scan.specimen() : Optional.empty());
    }

    private static boolean isFlat(RunSettings.ObjectSettings settings, Optional<Specimen> given) {
        return given.isEmpty() && settings.start() != RunSettings.Start.FILE;
    }

    /** The mean counts of a frame that object and probe predict. */
    private static double predictedCounts(Specimen specimen, Probe probe, Positions positions) {
        RealImage light = Illumination.of(specimen, probe, positions);
        ComplexImage image = specimen.image();
        double sum = 0;
        for (int i = 0; i < image.size(); i++) {
            double re = image.re()[i];
            double im = image.im()[i];
            sum += light.values()[i] * (re * re + im * im);
        }
        if (!(sum > 0)) {
            throw new BadInputException("the known object is zero wherever the probe lies; give another");
        }
        return sum / positions.count();
    }

    private static Specimen startSpecimen(Scan scan, RunSettings.ObjectSettings settings, Optional<Specimen> given) {
        if (given.isPresent()) {
            return checked(scan, given.get(), "the given object");
        }
        if (settings.start() == RunSettings.Start.FILE) {
            return checked(
                    scan,
                    scan.specimen()
                            .orElseThrow(() -> new BadInputException(
                                    scan.source() + ": object.start is 'file', but the scan holds no object")),
                    "the scan's object");
        }
        if (settings.known()) {
            throw new BadInputException(
                    scan.source() + ": object.known is true, but there is no object: give one with" + " --object FILE"
                            + (scan.specimen().isPresent() ? ", or set object.start=file to take the scan's own" : ""));
        }
        return flat(scan, settings.margin());
    }

    /**
     * An object of ones that covers every frame and a margin. The smallest position lies on a whole pixel of it, so
     * that a raster of whole-pixel steps needs no shifts.
     */
    private static Specimen flat(Scan scan, int margin) {
        Geometry geometry = scan.geometry();
        Positions positions = scan.positions();
        double[] rangeY = range(positions.y());
        double[] rangeX = range(positions.x());
        double rows = wholePixels(rangeY, geometry.pixelHeight()) + 2.0 * margin + geometry.rows();
        double columns = wholePixels(rangeX, geometry.pixelWidth()) + 2.0 * margin + geometry.columns();
        if (rows * columns > MOST_PIXELS) {
            throw new BadInputException(scan.source() + ": "
                    + ScanExtent.of(scan)
                            .spans(String.format(Locale.ROOT, "an object of %.0f x %.0f pixels", rows, columns)));
        }
        return Specimen.of(
                ComplexImage.constant((int) rows, (int) columns, 1, 0),
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                rangeY[0] + ((int) rows / 2 - margin - geometry.rows() / 2) * geometry.pixelHeight(),
                rangeX[0] + ((int) columns / 2 - margin - geometry.columns() / 2) * geometry.pixelWidth());
    }

    /** Pixels between the first and the last position; rounding errors of a whole number add none. */
    private static double wholePixels(double[] range, double pixel) {
        return Math.ceil((range[1] - range[0]) / pixel - 1e-3);
    }

    private static Specimen checked(Scan scan, Specimen specimen, String what) {
        Geometry geometry = scan.geometry();
        if (Math.abs(specimen.pixelHeight() / geometry.pixelHeight() - 1) > 1e-3
                || Math.abs(specimen.pixelWidth() / geometry.pixelWidth() - 1) > 1e-3) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: %s has pixels of %.4g x %.4g m, the scan needs %.4g x %.4g m; resample it",
                    scan.source(),
                    what,
                    specimen.pixelHeight(),
                    specimen.pixelWidth(),
                    geometry.pixelHeight(),
                    geometry.pixelWidth()));
        }
        for (ComplexImage[] slices : specimen.images()) {
            for (ComplexImage slice : slices) {
                if (!slice.isFinite()) {
                    throw new BadInputException(scan.source() + ": " + what + " holds NaN or infinite values");
                }
            }
        }
        requireCover(scan, specimen, what);
        return specimen;
    }

    /** Every frame must lie on the object, as {@link FramePlacements} places it. */
    private static void requireCover(Scan scan, Specimen specimen, String what) {
        Geometry geometry = scan.geometry();
        double[] rangeY = range(scan.positions().y());
        double[] rangeX = range(scan.positions().x());
        long firstRow = Math.round(specimen.rowOf(rangeY[0])) - geometry.rows() / 2;
        long firstColumn = Math.round(specimen.columnOf(rangeX[0])) - geometry.columns() / 2;
        long lastRow = Math.round(specimen.rowOf(rangeY[1])) - geometry.rows() / 2 + geometry.rows() - 1;
        long lastColumn = Math.round(specimen.columnOf(rangeX[1])) - geometry.columns() / 2 + geometry.columns() - 1;
        if (firstRow < 0 || firstColumn < 0 || lastRow >= specimen.rows() || lastColumn >= specimen.columns()) {
            throw new BadInputException(scan.source() + ": " + what + " of " + specimen.rows() + " x "
                    + specimen.columns() + " pixels does not cover the scan, whose frames lie on its rows " + firstRow
                    + " to " + lastRow + " and columns " + firstColumn + " to " + lastColumn
                    + "; give a larger one, or check where its middle lies");
        }
    }

    private static double[] range(double[] values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new double[] {min, max};
    }
}
