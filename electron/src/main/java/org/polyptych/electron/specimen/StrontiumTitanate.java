package org.polyptych.electron.specimen;

import java.util.List;
import java.util.OptionalDouble;
import org.polyptych.core.settings.Setting;
import org.polyptych.electron.scattering.Element;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Crystal;
import org.polyptych.electron.structure.Lattice;
import org.polyptych.electron.structure.Structure;

/**
 * A slab of SrTiO3 along [001], cubic with 3.905 A, with the displacements at room temperature of Yu. A. Abramov and others, Acta
 * Crystallographica B 51, 942 (1995): B of 0.6214 (Sr), 0.4390 (Ti) and 0.7323 (O) square angstroms.
 */
public record StrontiumTitanate(
        @Setting(value = "100", doc = "thickness in A") double thickness) implements TestStructure {
    private static final double EDGE = 3.905 * Layer.A;
    private static final double MOST = 10_000;

    public StrontiumTitanate {
        if (!(thickness > 0 && thickness <= MOST)) {
            throw new IllegalArgumentException("thickness must be above 0 and at most 10000 A, got " + thickness);
        }
    }

    @Override
    public Structure over(double height, double width, long seed) {
        return crystal().over(height, width, seed);
    }

    @Override
    public OptionalDouble depth() {
        return crystal().depth();
    }

    private Crystal crystal() {
        return new Crystal(
                Lattice.box(EDGE, EDGE, EDGE),
                List.of(
                        site("Sr", 0, 0, 0, 0.6214),
                        site("Ti", 0.5, 0.5, 0.5, 0.4390),
                        site("O", 0.5, 0.5, 0, 0.7323),
                        site("O", 0.5, 0, 0.5, 0.7323),
                        site("O", 0, 0.5, 0.5, 0.7323)),
                thickness * Layer.A);
    }

    private static Atom site(String symbol, double u, double v, double w, double b) {
        return new Atom(
                Element.number(symbol),
                v * EDGE,
                u * EDGE,
                w * EDGE,
                1,
                b * Layer.A * Layer.A / (8 * Math.PI * Math.PI));
    }
}
