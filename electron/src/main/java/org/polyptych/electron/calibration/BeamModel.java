package org.polyptych.electron.calibration;

import java.util.List;
import org.polyptych.electron.optics.Aberration;
import org.polyptych.electron.optics.Aberrations;

/**
 * What the images of the beams depend on: how scan and detector lie, and the aberrations of first order as the matrix Q of
 * chi = pi lambda k^T Q k, Q = ((c10 - ca, cb), (cb, c10 + ca)) for (y, x).
 *
 * @param axes of scan and detector
 * @param c10 minus the defocus, metres
 * @param ca C12 cos(2 phi12), metres
 * @param cb C12 sin(2 phi12), metres
 */
public record BeamModel(ScanAxes axes, double c10, double ca, double cb) {
    /** Without astigmatism. */
    public static BeamModel defocused(ScanAxes axes, double defocus) {
        return new BeamModel(axes, -defocus, 0, 0);
    }

    /** The other one that explains a scan as well: turned by 180 degrees, with all signs of the lens changed. */
    public BeamModel conjugate() {
        return new BeamModel(axes.turned(), -c10, -ca, -cb);
    }

    /** C10 and C12. */
    public Aberrations aberrations() {
        return new Aberrations(List.of(
                new Aberration(1, 0, c10, 0), new Aberration(1, 2, Math.hypot(ca, cb), Math.atan2(cb, ca) / 2)));
    }

    /** Greatest path difference coefficient of any direction, metres. */
    public double strongest() {
        return Math.abs(c10) + Math.hypot(ca, cb);
    }

    /**
     * By how much the image of a direction lies before that of the axis, Q alpha, on the axes of the scan.
     *
     * @param alphaY radians down
     * @param alphaX radians to the right
     * @return {y, x} in metres
     */
    public double[] shift(double alphaY, double alphaX) {
        return axes.unmapped((c10 - ca) * alphaY + cb * alphaX, cb * alphaY + (c10 + ca) * alphaX);
    }

    /**
     * s^T Q s, with the sides of s on the axes of the scan.
     *
     * @param y cycles per metre down
     * @param x cycles per metre to the right
     * @return cycles per metre; times pi and the wavelength it is what the lens does to the phase of s
     */
    public double path(double y, double x) {
        double[] s = axes.mapped(y, x);
        return (c10 - ca) * s[0] * s[0] + 2 * cb * s[0] * s[1] + (c10 + ca) * s[1] * s[1];
    }
}
