package org.polyptych.physics.several;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Scan;

/** Whether scans agree in what one model of them all takes for the same. */
final class Alike {
    /** A thousand pixels of this difference are a tenth of a pixel. */
    private static final double SAME_PIXEL = 1e-4;

    private static final double SAME_WAVELENGTH = 1e-3;

    private Alike() {}

    /** @throws BadInputException with one line that says which scan differs from the first, and in what */
    static void check(List<Scan> scans) {
        Scan first = scans.getFirst();
        for (Scan other : scans.subList(1, scans.size())) {
            Geometry a = first.geometry();
            Geometry b = other.geometry();
            require(
                    a.rows() == b.rows() && a.columns() == b.columns(),
                    other,
                    "frames of " + b.rows() + " x " + b.columns() + " pixels",
                    first,
                    a.rows() + " x " + a.columns());
            require(a.getClass() == b.getClass(), other, "the geometry of " + kind(b), first, "that of " + kind(a));
            require(
                    close(a.wavelength(), b.wavelength(), SAME_WAVELENGTH),
                    other,
                    String.format(Locale.ROOT, "a wavelength of %.6g m", b.wavelength()),
                    first,
                    String.format(Locale.ROOT, "%.6g m", a.wavelength()));
            require(
                    close(a.pixelHeight(), b.pixelHeight(), SAME_PIXEL)
                            && close(a.pixelWidth(), b.pixelWidth(), SAME_PIXEL),
                    other,
                    "object pixels of " + pixels(b),
                    first,
                    pixels(a));
            require(
                    a.near().map(NearField::magnification).equals(b.near().map(NearField::magnification))
                            && (a.near().isEmpty() || close(a.distance(), b.distance(), SAME_PIXEL)),
                    other,
                    "another near field or distance",
                    first,
                    "its own");
            require(
                    Arrays.equals(
                            first.background().orElse(null), other.background().orElse(null)),
                    other,
                    "a measured background",
                    first,
                    "another");
        }
    }

    private static void require(boolean same, Scan other, String has, Scan first, String where) {
        if (!same) {
            throw new BadInputException(other.source() + ": has " + has + " where " + first.source() + " has " + where
                    + "; scans that share a probe or an object must agree in energy, pixel size, frame size and"
                    + " background");
        }
    }

    /** Two that are not known are alike. */
    private static boolean close(double a, double b, double tolerance) {
        return Double.isNaN(a) ? Double.isNaN(b) : Math.abs(b / a - 1) <= tolerance;
    }

    private static String kind(Geometry geometry) {
        return geometry instanceof org.polyptych.physics.XrayGeometry ? "X-rays" : "electrons";
    }

    private static String pixels(Geometry geometry) {
        return String.format(Locale.ROOT, "%.6g x %.6g nm", 1e9 * geometry.pixelHeight(), 1e9 * geometry.pixelWidth());
    }
}
