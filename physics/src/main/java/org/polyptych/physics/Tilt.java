package org.polyptych.physics;

/**
 * How what runs through a specimen, such as a column of atoms, leans against the beam: for each metre along the beam it lies
 * tan(y) metres farther down and tan(x) metres farther to the right. Slices of a tilted specimen are drawn as if it stood
 * upright; the wave is moved against them on its way instead, the usual treatment of small tilts (E. J. Kirkland, Advanced
 * Computing in Electron Microscopy, 2nd edition, chapter 6): with each gap dz it is multiplied by exp(+2 pi i dz (f_y tan(y) + f_x
 * tan(x))). Programs that write exp(-2 pi i ...) mean the beam's direction, which is the opposite sign.
 *
 * @param y radians, down
 * @param x radians, to the right
 */
public record Tilt(double y, double x) {
    public static final Tilt NONE = new Tilt(0, 0);

    /** Of each angle, in radians: at more, slices across the beam are no longer slices of the specimen. */
    public static final double MOST = 0.2;

    public Tilt {
        if (!(Math.abs(y) <= MOST && Math.abs(x) <= MOST)) {
            throw new IllegalArgumentException("a tilt must be -" + MOST + " to " + MOST + " rad, got " + y + ", " + x);
        }
    }

    public boolean none() {
        return y == 0 && x == 0;
    }

    /** Metres downwards a metre along the beam. */
    public double down() {
        return Math.tan(y);
    }

    /** Metres to the right a metre along the beam. */
    public double right() {
        return Math.tan(x);
    }
}
