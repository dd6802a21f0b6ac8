package org.polyptych.electron.specimen;

import org.polyptych.core.settings.Setting;
import org.polyptych.electron.structure.Lattice;
import org.polyptych.electron.structure.Structure;

/** One sheet of graphene, its lattice of 2.46 A. */
public record Graphene(
        @Setting(value = "0", doc = "angle of the lattice in degrees, from right towards down")
        double angle,

        @Setting(value = "0.06", doc = "root mean square displacement of atoms along each axis in A")
        double rms)
        implements TestStructure {
    private static final double EDGE = 2.46 * Layer.A;
    private static final double DEPTH = 2 * Layer.A;

    public Graphene {
        if (!Double.isFinite(angle)) {
            throw new IllegalArgumentException("angle must be finite, got " + angle);
        }
        Layer.checkRms(rms);
    }

    @Override
    public Structure over(double height, double width, long seed) {
        Lattice cell = Layer.hexagonal(EDGE, Math.toRadians(angle));
        return new Structure(
                Layer.over(
                        height,
                        width,
                        DEPTH,
                        cell,
                        Layer.site("C", cell, 1.0 / 3, 2.0 / 3, DEPTH / 2, rms),
                        Layer.site("C", cell, 2.0 / 3, 1.0 / 3, DEPTH / 2, rms)),
                DEPTH);
    }
}
