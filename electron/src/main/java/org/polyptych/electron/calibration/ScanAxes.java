package org.polyptych.electron.calibration;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.polyptych.physics.Orientation;

/**
 * How the axes of the scan lie against those of the detector: positions are turned, and then y and x exchanged if they are
 * transposed. These are the settings {@code file.scanRotation} and {@code file.swap}.
 *
 * @param angle in radians, from +x (right) towards +y (down)
 * @param transposed whether scan and detector are of different handedness
 */
public record ScanAxes(double angle, boolean transposed) {
    /** Positions as they are. */
    public static final ScanAxes NONE = new ScanAxes(0, false);

    /** Of positions that were turned and then oriented in one of the eight ways. */
    public static ScanAxes of(double angle, Orientation orientation) {
        ScanAxes turned = new ScanAxes(angle, false);
        // where the unit vectors go
        double[] down = oriented(turned.mapped(1, 0), orientation);
        double[] right = oriented(turned.mapped(0, 1), orientation);
        return of(down, right);
    }

    private static double[] oriented(double[] p, Orientation o) {
        double y = o.swap() ? p[1] : p[0];
        double x = o.swap() ? p[0] : p[1];
        return new double[] {o.flipY() ? -y : y, o.flipX() ? -x : x};
    }

    /** From the images of (1, 0) and (0, 1), each {y, x}. */
    private static ScanAxes of(double[] down, double[] right) {
        boolean transposed = right[1] * down[0] - right[0] * down[1] < 0;
        return new ScanAxes(Math.atan2(transposed ? right[1] : right[0], transposed ? right[0] : right[1]), transposed);
    }

    /** This one, and then another. */
    public ScanAxes then(ScanAxes next) {
        double[] down = mapped(1, 0);
        double[] right = mapped(0, 1);
        return of(next.mapped(down[0], down[1]), next.mapped(right[0], right[1]));
    }

    /** {y, x} of a position, or a spatial frequency, on the axes of the detector. */
    double[] mapped(double y, double x) {
        double turnedY = Math.sin(angle) * x + Math.cos(angle) * y;
        double turnedX = Math.cos(angle) * x - Math.sin(angle) * y;
        return transposed ? new double[] {turnedX, turnedY} : new double[] {turnedY, turnedX};
    }

    /** The way back, from the axes of the detector to those of the scan. */
    double[] unmapped(double y, double x) {
        double turnedY = transposed ? x : y;
        double turnedX = transposed ? y : x;
        return new double[] {
            Math.cos(angle) * turnedY - Math.sin(angle) * turnedX, Math.sin(angle) * turnedY + Math.cos(angle) * turnedX
        };
    }

    /** The same turned by 180 degrees. */
    ScanAxes turned() {
        return new ScanAxes(angle + Math.PI, transposed);
    }

    /** The angle in degrees, -180 to 180. */
    public double degrees() {
        return Math.IEEEremainder(Math.toDegrees(angle), 360);
    }

    /** What makes a reader place the frames so, key to value. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("file.scanRotation", String.format(Locale.ROOT, "%.2f", degrees()));
        settings.put("file.swap", String.valueOf(transposed));
        settings.put("file.flipY", "false");
        settings.put("file.flipX", "false");
        return settings;
    }
}
