package org.polyptych.engines;

import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** Where a reconstruction begins: without help, a flat object as large as the scan and a probe from file or data. */
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
        return new StartingPoint(
                startSpecimen(whole, run.object(), specimen), StartingProbe.of(used, run.probe(), probe));
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
        return flat(scan, settings.margin());
    }

    /** An object of ones that covers every frame and a margin. */
    private static Specimen flat(Scan scan, int margin) {
        Geometry geometry = scan.geometry();
        Positions positions = scan.positions();
        double[] rangeY = range(positions.y());
        double[] rangeX = range(positions.x());
        double rows = 2 * (Math.ceil((rangeY[1] - rangeY[0]) / 2 / geometry.pixelHeight()) + margin) + geometry.rows();
        double columns =
                2 * (Math.ceil((rangeX[1] - rangeX[0]) / 2 / geometry.pixelWidth()) + margin) + geometry.columns();
        if (rows * columns > MOST_PIXELS) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: the positions span %.3g x %.3g m, which makes an object of %.0f x %.0f pixels; check the unit"
                            + " of the positions and the pixel size (%.3g m)",
                    scan.source(),
                    rangeY[1] - rangeY[0],
                    rangeX[1] - rangeX[0],
                    rows,
                    columns,
                    geometry.pixelHeight()));
        }
        return Specimen.of(
                ComplexImage.constant((int) rows, (int) columns, 1, 0),
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                (rangeY[0] + rangeY[1]) / 2,
                (rangeX[0] + rangeX[1]) / 2);
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
        return specimen;
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
