package org.polyptych.electron.structure;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Tilt;

/**
 * Atoms between an entrance plane at z = 0 and an exit plane.
 *
 * @param depth of the exit plane, in metres
 */
public record Structure(List<Atom> atoms, double depth) {

    public Structure {
        atoms = List.copyOf(atoms);
        if (!(depth > 0 && depth < Double.POSITIVE_INFINITY)) {
            throw new BadInputException("a specimen must be thicker than 0, got " + depth + " m");
        }
    }

    /**
     * Atoms as they are, with the first at the entrance plane, half a gap before it and behind the last, and the middle of their
     * bounding box on the middle of the scan.
     *
     * @param gap metres in front of the first and behind the last atom together
     */
    public static Structure centred(List<Atom> atoms, double gap) {
        double[] y = range(atoms.stream().mapToDouble(Atom::y).toArray());
        double[] x = range(atoms.stream().mapToDouble(Atom::x).toArray());
        double[] z = range(atoms.stream().mapToDouble(Atom::z).toArray());
        return new Structure(
                atoms.stream()
                        .map(a -> a.at(a.y() - (y[0] + y[1]) / 2, a.x() - (x[0] + x[1]) / 2, a.z() - z[0] + gap / 2))
                        .toList(),
                z[1] - z[0] + gap);
    }

    /** Somewhere else across the beam, by so many metres. */
    public Structure moved(double down, double right) {
        return new Structure(
                atoms.stream()
                        .map(a -> a.at(a.y() + down, a.x() + right, a.z()))
                        .toList(),
                depth);
    }

    /**
     * Leaning against the beam by small angles: every atom is moved across the beam by its depth times the tangent, the
     * entrance plane staying where it is. Depths, which change by the square of the angles, are left.
     */
    public Structure tilted(Tilt tilt) {
        return tilt.none()
                ? this
                : new Structure(
                        atoms.stream()
                                .map(a -> a.at(a.y() + a.z() * tilt.down(), a.x() + a.z() * tilt.right(), a.z()))
                                .toList(),
                        depth);
    }

    private static double[] range(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new double[] {least, most};
    }
}
