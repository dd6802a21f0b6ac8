package org.polyptych.engines;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Extent;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.ScanExtent;
import org.polyptych.physics.Specimen;

/**
 * Where a reconstruction begins: without help, a flat object as large as the scan and a probe from file or data. Where the
 * object is given or the probe is known, the start of the other is scaled so that together they predict the mean counts of a
 * frame on good pixels.
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
        Specimen object = StartingSlices.of(startSpecimen(whole, run, specimen), run.object(), run.seed());
        Probe beam = StartingProbe.of(used, run.probe(), probe);
        boolean flat = chosen(whole, run.object(), specimen).isEmpty();
        if (!flat && !run.probe().known()) {
            // the object has a scale, which is the file's or the truth's, and the probe has to follow
            beam = followed(used, object, beam);
        } else if (flat && run.probe().known()) {
            double amplitude = flatAmplitude(used, object, beam);
            for (ComplexImage[] slices : object.images()) {
                slices[0].scale(amplitude);
            }
        }
        return new StartingPoint(object, beam);
    }

    /** The probe, or each of several, with the power that explains the mean counts behind the object. */
    private static Probe followed(Scan used, Specimen object, Probe beam) {
        if (used.beams().isPresent()) {
            return Probe.ofVariations(IntStream.range(0, used.beamCount())
                    .mapToObj(k -> followed(used.ofBeam(k), object, beam.variation(k)))
                    .toList());
        }
        double predicted = PredictedCounts.of(used, object, beam);
        return beam.withPower(beam.power() * StartingProbe.meanCounts(used) / predicted);
    }

    /** The object that is started from, if it is one that somebody has; empty where a flat one is made. */
    static Optional<Specimen> chosen(Scan scan, RunSettings.ObjectSettings settings, Optional<Specimen> given) {
        return given.or(() -> settings.start() == RunSettings.Start.FILE ? scan.specimen() : Optional.empty());
    }

    /**
     * The amplitude with which a flat object explains the counts. Where a beam stop hides nearly all that a flat object
     * lets through, the counts beside it are the object's structure and say nothing of its mean; so that bad pixels alone
     * never raise it above 1, which lets everything through.
     */
    private static double flatAmplitude(Scan used, Specimen ones, Probe probe) {
        double counts = StartingProbe.meanCounts(used);
        double unmasked = Math.sqrt(counts / probe.power());
        if (!PredictedCounts.hasBadPixels(used)) {
            return unmasked;
        }
        double share = PredictedCounts.goodShare(used, ones, probe);
        return Math.min(Math.sqrt(counts / (probe.power() * share)), Math.max(1, unmasked));
    }

    private static Specimen startSpecimen(Scan scan, RunSettings run, Optional<Specimen> given) {
        RunSettings.ObjectSettings settings = run.object();
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
        return flat(scan, margin(scan, run));
    }

    /** Pixels around the scanned area: those asked for, those that frames may move, and half the way of a fly scan. */
    static int margin(Scan scan, RunSettings run) {
        Geometry geometry = scan.geometry();
        double pixel = Math.min(geometry.pixelHeight(), geometry.pixelWidth());
        double way = Math.ceil(0.5 * run.fly().length() / pixel);
        double extent = Math.max(
                Extent.of(scan.positions().y()).length(),
                Extent.of(scan.positions().x()).length());
        int spread = geometry.near().isPresent() ? 0 : run.geometry().margin(extent, pixel);
        return run.object().margin() + run.positions().margin() + spread + (int) Math.min(way, Integer.MAX_VALUE / 4);
    }

    /**
     * An object of ones that covers every frame and a margin. The smallest position lies on a whole pixel of it, so
     * that a raster of whole-pixel steps needs no shifts.
     */
    private static Specimen flat(Scan scan, int margin) {
        Geometry geometry = scan.geometry();
        Positions positions = scan.positions();
        Extent y = Extent.of(positions.y());
        Extent x = Extent.of(positions.x());
        double rows = y.wholePixels(geometry.pixelHeight()) + 2.0 * margin + geometry.rows();
        double columns = x.wholePixels(geometry.pixelWidth()) + 2.0 * margin + geometry.columns();
        if (rows * columns > MOST_PIXELS) {
            throw new BadInputException(scan.source() + ": "
                    + ScanExtent.of(scan)
                            .spans(String.format(Locale.ROOT, "an object of %.0f x %.0f pixels", rows, columns)));
        }
        return Specimen.of(
                ComplexImage.constant((int) rows, (int) columns, 1, 0),
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                y.least() + ((int) rows / 2 - margin - geometry.rows() / 2) * geometry.pixelHeight(),
                x.least() + ((int) columns / 2 - margin - geometry.columns() / 2) * geometry.pixelWidth());
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
        Extent y = Extent.of(scan.positions().y());
        Extent x = Extent.of(scan.positions().x());
        long firstRow = Math.round(specimen.rowOf(y.least())) - geometry.rows() / 2;
        long firstColumn = Math.round(specimen.columnOf(x.least())) - geometry.columns() / 2;
        long lastRow = Math.round(specimen.rowOf(y.most())) - geometry.rows() / 2 + geometry.rows() - 1;
        long lastColumn = Math.round(specimen.columnOf(x.most())) - geometry.columns() / 2 + geometry.columns() - 1;
        if (firstRow < 0 || firstColumn < 0 || lastRow >= specimen.rows() || lastColumn >= specimen.columns()) {
            throw new BadInputException(scan.source() + ": " + what + " of " + specimen.rows() + " x "
                    + specimen.columns() + " pixels does not cover the scan, whose frames lie on its rows " + firstRow
                    + " to " + lastRow + " and columns " + firstColumn + " to " + lastColumn
                    + "; give a larger one, or check where its middle lies");
        }
    }
}
