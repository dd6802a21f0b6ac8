package org.polyptych.electron.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An infinite crystal of which a slab is cut out. A corner of a cell lies in the middle of the scan, on the entrance plane.
 *
 * @param sites atoms of one cell, in metres from its corner; any of their copies
 * @param thickness of the slab in metres
 */
public record Crystal(Lattice lattice, List<Atom> sites, double thickness) implements StructureSource {
    /** Of an edge: 1 - 1e-9 and 0 are the same place. */
    private static final double SAME_PART = 1e-6;

    /** So much outside a plane, in metres, still counts as on it. */
    private static final double ON_PLANE = 1e-14;

    public Crystal {
        Lattice cell = lattice;
        sites = sites.stream().map(site -> inside(cell, site)).toList();
    }

    /** The copy of a site within its cell, or a hair before it. */
    private static Atom inside(Lattice lattice, Atom site) {
        double[] parts = lattice.parts(site.x(), site.y(), site.z());
        double[] cells = new double[3];
        for (int i = 0; i < 3; i++) {
            cells[i] = Math.floor(parts[i] + SAME_PART);
        }
        if (cells[0] == 0 && cells[1] == 0 && cells[2] == 0) {
            return site;
        }
        double[] moved = lattice.point(cells[0], cells[1], cells[2]);
        return site.at(site.y() - moved[1], site.x() - moved[0], site.z() - moved[2]);
    }

    @Override
    public OptionalDouble depth() {
        return OptionalDouble.of(thickness);
    }

    @Override
    public Structure over(double height, double width, long seed) {
        return new Structure(cut(-height / 2, height / 2, -width / 2, width / 2, 0, thickness), thickness);
    }

    /** All atoms of a box; its lower faces belong to it, its upper faces do not. Metres. */
    public List<Atom> cut(double fromY, double toY, double fromX, double toX, double fromZ, double toZ) {
        int[][] cells = cells(new double[][] {{fromX, toX}, {fromY, toY}, {fromZ, toZ}});
        List<Atom> atoms = new ArrayList<>();
        for (int u = cells[0][0]; u <= cells[0][1]; u++) {
            for (int v = cells[1][0]; v <= cells[1][1]; v++) {
                for (int w = cells[2][0]; w <= cells[2][1]; w++) {
                    double[] corner = lattice.point(u, v, w);
                    for (Atom site : sites) {
                        double y = corner[1] + site.y();
                        double x = corner[0] + site.x();
                        double z = corner[2] + site.z();
                        if (within(y, fromY, toY) && within(x, fromX, toX) && within(z, fromZ, toZ)) {
                            atoms.add(site.at(y, x, z));
                        }
                    }
                }
            }
        }
        return atoms;
    }

    private static boolean within(double value, double from, double to) {
        return value >= from - ON_PLANE && value < to - ON_PLANE;
    }

    /** First and last cell along each edge that may have atoms in the box. */
    private int[][] cells(double[][] box) {
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int corner = 0; corner < 8; corner++) {
            double[] parts = lattice.parts(box[0][corner & 1], box[1][corner >> 1 & 1], box[2][corner >> 2]);
            for (int i = 0; i < 3; i++) {
                least[i] = Math.min(least[i], parts[i]);
                most[i] = Math.max(most[i], parts[i]);
            }
        }
        int[][] cells = new int[3][];
        for (int i = 0; i < 3; i++) {
            // sites may lie a hair outside their cell
            cells[i] = new int[] {(int) Math.floor(least[i]) - 1, (int) Math.floor(most[i]) + 1};
        }
        return cells;
    }
}
