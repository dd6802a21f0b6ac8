package org.polyptych.io;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Scan;
import org.polyptych.physics.ScanExtent;
import org.polyptych.physics.Specimen;

/** A transparent object under all frames of a scan, for formats that ask for one where the scan has none. */
public final class FlatSpecimen {
    /** Pixels. */
    private static final double LARGEST = 1 << 26;

    private FlatSpecimen() {}

    /**
     * Refuses a scan for which {@link #of} would fill the memory.
     *
     * @param format for messages
     */
    public static void check(Scan scan, String format) {
        if ((double) rows(scan) * columns(scan) > LARGEST) {
            throw new BadInputException(scan.source() + ": cannot be written as " + format + ", which needs an object: "
                    + ScanExtent.of(scan).spans("too much for one") + "; or use cxi");
        }
    }

    /** 1 everywhere, about the middle of the scan. */
    public static Specimen of(Scan scan) {
        Geometry geometry = scan.geometry();
        return Specimen.of(
                ComplexImage.constant(rows(scan), columns(scan), 1, 0),
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                middle(scan.positions().y()),
                middle(scan.positions().x()));
    }

    private static int rows(Scan scan) {
        return scan.geometry().rows() + 2 * (int) Math.ceil(ScanExtent.of(scan).rows() / 2) + 2;
    }

    private static int columns(Scan scan) {
        return scan.geometry().columns()
                + 2 * (int) Math.ceil(ScanExtent.of(scan).columns() / 2)
                + 2;
    }

    private static double middle(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return (least + most) / 2;
    }
}
