package org.polyptych.electron.specimen;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.settings.Setting;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Lattice;
import org.polyptych.electron.structure.Structure;

/**
 * Two layers of WSe2, one turned against the other: a moire pattern. Edge 3.28 A, selenium 1.67 A above and below tungsten, 6.48 A
 * from layer to layer (bulk 2H WSe2, W. J. Schutte and others, Journal of Solid State Chemistry 70, 207, 1987, rounded).
 */
public record TungstenDiselenide(
        @Setting(
                value = "3",
                doc = "angle between the layers in degrees: 0 is W over W (AA), 60 is W over Se as in bulk 2H")
        double twist,

        @Setting(value = "0.07", doc = "root mean square displacement of atoms along each axis in A")
        double rms)
        implements TestStructure {
    private static final double EDGE = 3.28 * Layer.A;
    private static final double SELENIUM = 1.67 * Layer.A;
    private static final double SPACING = 6.48 * Layer.A;

    public TungstenDiselenide {
        if (!Double.isFinite(twist)) {
            throw new IllegalArgumentException("twist must be finite, got " + twist);
        }
        Layer.checkRms(rms);
    }

    @Override
    public Structure over(double height, double width, long seed) {
        double depth = 2 * SPACING;
        List<Atom> atoms = new ArrayList<>();
        for (int layer = 0; layer < 2; layer++) {
            // half of the twist either way
            Lattice cell = Layer.hexagonal(EDGE, Math.toRadians((layer - 0.5) * twist));
            double z = (layer + 0.5) * SPACING;
            atoms.addAll(Layer.over(
                    height,
                    width,
                    depth,
                    cell,
                    Layer.site("W", cell, 1.0 / 3, 2.0 / 3, z, rms),
                    Layer.site("Se", cell, 2.0 / 3, 1.0 / 3, z - SELENIUM, rms),
                    Layer.site("Se", cell, 2.0 / 3, 1.0 / 3, z + SELENIUM, rms)));
        }
        return new Structure(atoms, depth);
    }
}
