package org.polyptych.electron.specimen;

import java.util.List;
import org.polyptych.core.Units;
import org.polyptych.electron.scattering.Element;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Crystal;
import org.polyptych.electron.structure.Lattice;

/** Sheets of a hexagonal lattice. */
final class Layer {
    static final double A = Units.METRES_PER_ANGSTROM;

    /** Of a sheet's cell along the beam: more than any sheet is thick. */
    private static final double TALL = 100 * A;

    private Layer() {}

    /** A hexagonal cell with an edge in metres, turned about the beam by an angle in radians. */
    static Lattice hexagonal(double edge, double angle) {
        return Lattice.of(edge, edge, TALL, 90, 90, 120).turned(angle);
    }

    /** An atom of a cell. @param rms root mean square displacement along each axis in angstroms */
    static Atom site(String symbol, Lattice cell, double u, double v, double z, double rms) {
        double[] point = cell.point(u, v, 0);
        return new Atom(Element.number(symbol), point[1], point[0], z, 1, rms * A * rms * A);
    }

    /** All atoms over a rectangle about the middle. */
    static List<Atom> over(double height, double width, double depth, Lattice cell, Atom... sites) {
        return new Crystal(cell, List.of(sites), depth).over(height, width, 0).atoms();
    }

    static void checkRms(double rms) {
        if (!(rms >= 0 && rms < 1)) {
            throw new IllegalArgumentException("rms must be 0 to 1 A, got " + rms);
        }
    }
}
