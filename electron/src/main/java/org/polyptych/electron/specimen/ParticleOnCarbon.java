package org.polyptych.electron.specimen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.Setting;
import org.polyptych.electron.scattering.Element;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Crystal;
import org.polyptych.electron.structure.Lattice;
import org.polyptych.electron.structure.Structure;

/**
 * A round particle of a face-centred cubic metal, turned at random, on a film of amorphous carbon. The beam meets the particle
 * first.
 */
public record ParticleOnCarbon(
        @Setting(value = "Au", doc = "the metal: Al, Ni, Cu, Pd, Ag, Pt, Au or Pb")
        String element,

        @Setting(value = "10", doc = "radius of the particle in A")
        double radius,

        @Setting(value = "20", doc = "thickness of the carbon in A, 0 for none")
        double carbon,

        @Setting(value = "0.08", doc = "root mean square displacement of atoms along each axis in A")
        double rms)
        implements TestStructure {
    /** Edges of the cubic cells in angstroms, at room temperature. */
    private static final Map<String, Double> EDGES = Map.of(
            "Al", 4.050, "Ni", 3.524, "Cu", 3.615, "Pd", 3.891, "Ag", 4.086, "Pt", 3.924, "Au", 4.078, "Pb", 4.951);

    public ParticleOnCarbon {
        if (!EDGES.containsKey(element)) {
            throw new IllegalArgumentException(
                    "element must be one of Al, Ni, Cu, Pd, Ag, Pt, Au, Pb, got '" + element + "'");
        }
        if (!(radius >= 2 && radius <= 200)) {
            throw new IllegalArgumentException("radius must be 2 to 200 A, got " + radius);
        }
        if (!(carbon >= 0 && carbon <= 1000)) {
            throw new IllegalArgumentException("carbon must be 0 to 1000 A, got " + carbon);
        }
        Layer.checkRms(rms);
    }

    @Override
    public Structure over(double height, double width, long seed) {
        RandomStream random = new RandomStream(seed, STREAMS);
        double r = radius * Layer.A;
        double meanSquare = rms * Layer.A * rms * Layer.A;
        double[][] turn = rotation(random);
        List<Atom> atoms = new ArrayList<>();
        for (Atom atom : ball(r, meanSquare)) {
            double[] p = {atom.x(), atom.y(), atom.z()};
            atoms.add(atom.at(dot(turn[1], p), dot(turn[0], p), dot(turn[2], p) + r));
        }
        if (carbon > 0) {
            atoms.addAll(AmorphousCarbon.film(height, width, 2 * r, carbon * Layer.A, meanSquare, random));
        }
        return new Structure(atoms, 2 * r + carbon * Layer.A);
    }

    private List<Atom> ball(double r, double meanSquare) {
        double edge = EDGES.get(element) * Layer.A;
        int number = Element.number(element);
        Crystal crystal = new Crystal(
                Lattice.box(edge, edge, edge),
                List.of(
                        new Atom(number, 0, 0, 0, 1, meanSquare),
                        new Atom(number, 0, edge / 2, edge / 2, 1, meanSquare),
                        new Atom(number, edge / 2, 0, edge / 2, 1, meanSquare),
                        new Atom(number, edge / 2, edge / 2, 0, 1, meanSquare)),
                edge);
        return crystal.cut(-r, r, -r, r, -r, r).stream()
                .filter(a -> a.y() * a.y() + a.x() * a.x() + a.z() * a.z() < r * r)
                .toList();
    }

    /** Evenly spread over all orientations: a quaternion of four normal numbers. */
    private static double[][] rotation(RandomStream random) {
        double a = random.gaussian();
        double b = random.gaussian();
        double c = random.gaussian();
        double d = random.gaussian();
        double s = 2 / (a * a + b * b + c * c + d * d);
        return new double[][] {
            {1 - s * (c * c + d * d), s * (b * c - a * d), s * (b * d + a * c)},
            {s * (b * c + a * d), 1 - s * (b * b + d * d), s * (c * d - a * b)},
            {s * (b * d - a * c), s * (c * d + a * b), 1 - s * (b * b + c * c)}
        };
    }

    private static double dot(double[] row, double[] p) {
        return row[0] * p[0] + row[1] * p[1] + row[2] * p[2];
    }
}
