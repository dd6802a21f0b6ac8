package org.polyptych.electron.structure;

import org.polyptych.core.BadInputException;

/**
 * The three edges of a unit cell in metres, each (x, y, z).
 */
public record Lattice(double[] a, double[] b, double[] c) {

    public Lattice {
        if (!(Math.abs(volume(a, b, c)) > 1e-36)) {
            throw new BadInputException("the edges of a unit cell must span a volume");
        }
    }

    /** A box. */
    public static Lattice box(double a, double b, double c) {
        return new Lattice(new double[] {a, 0, 0}, new double[] {0, b, 0}, new double[] {0, 0, c});
    }

    /**
     * Of lengths in metres and angles in degrees: a along x, b in the plane of x and y, the convention of crystallographic
     * files.
     *
     * @throws BadInputException if there is no such cell
     */
    public static Lattice of(double a, double b, double c, double alpha, double beta, double gamma) {
        double cosAlpha = Math.cos(Math.toRadians(alpha));
        double cosBeta = Math.cos(Math.toRadians(beta));
        double cosGamma = Math.cos(Math.toRadians(gamma));
        double sinGamma = Math.sin(Math.toRadians(gamma));
        double cy = (cosAlpha - cosBeta * cosGamma) / sinGamma;
        double square = 1 - cosBeta * cosBeta - cy * cy;
        if (!(a > 0 && b > 0 && c > 0 && sinGamma > 0 && square > 0)) {
            throw new BadInputException("there is no unit cell with edges of " + a + ", " + b + ", " + c
                    + " m and angles of " + alpha + ", " + beta + ", " + gamma + " degrees");
        }
        return new Lattice(
                clean(a, 0, 0),
                clean(b * cosGamma, b * sinGamma, 0),
                clean(c * cosBeta, c * cy, c * Math.sqrt(square)));
    }

    /** Without the rounding of cosines of right angles. */
    private static double[] clean(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        double[] edge = {x, y, z};
        for (int i = 0; i < 3; i++) {
            edge[i] = Math.abs(edge[i]) < 1e-12 * length ? 0 : edge[i];
        }
        return edge;
    }

    /** (x, y, z) in metres of a point given in parts of the edges. */
    public double[] point(double u, double v, double w) {
        double[] point = new double[3];
        for (int i = 0; i < 3; i++) {
            point[i] = u * a[i] + v * b[i] + w * c[i];
        }
        return point;
    }

    /** The inverse of {@link #point}. */
    public double[] parts(double x, double y, double z) {
        double volume = volume(a, b, c);
        double[] p = {x, y, z};
        return new double[] {volume(p, b, c) / volume, volume(a, p, c) / volume, volume(a, b, p) / volume};
    }

    /** Turned about the beam, by an angle in radians from +x towards +y. */
    public Lattice turned(double angle) {
        return new Lattice(turned(a, angle), turned(b, angle), turned(c, angle));
    }

    private static double[] turned(double[] edge, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        return new double[] {cos * edge[0] - sin * edge[1], sin * edge[0] + cos * edge[1], edge[2]};
    }

    private static double volume(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                + a[1] * (b[2] * c[0] - b[0] * c[2])
                + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }
}
