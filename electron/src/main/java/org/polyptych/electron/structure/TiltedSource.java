package org.polyptych.electron.structure;

import java.util.OptionalDouble;
import org.polyptych.physics.Tilt;

/** Atoms that lean against the beam. */
record TiltedSource(StructureSource upright, Tilt tilt) implements StructureSource {
    /** In metres: as wide as is enough to see how deep a structure is. */
    private static final double GLIMPSE = 1e-9;

    @Override
    public Structure over(double height, double width, long seed) {
        double depth =
                depth().orElseGet(() -> upright.over(GLIMPSE, GLIMPSE, seed).depth());
        return upright.over(
                        height + 2 * depth * Math.abs(tilt.down()), width + 2 * depth * Math.abs(tilt.right()), seed)
                .tilted(tilt);
    }

    @Override
    public OptionalDouble depth() {
        return upright.depth();
    }
}
