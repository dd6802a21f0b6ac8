package org.polyptych.bench.electron;

/**
 * A column of atoms seen along the beam, or a peak that stands for one.
 *
 * @param y in Å, in the scan's coordinates
 * @param x in Å
 * @param atoms how many; of a peak 0
 */
public record Column(double y, double x, int atoms) {
    /** In Å. */
    public double distance(Column other) {
        return Math.hypot(y - other.y, x - other.x);
    }

    Column moved(double dy, double dx) {
        return new Column(y + dy, x + dx, atoms);
    }
}
