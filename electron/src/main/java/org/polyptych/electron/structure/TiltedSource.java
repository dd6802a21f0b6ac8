package org.polyptych.electron.structure;

import java.util.List;
import java.util.OptionalDouble;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Tilt;

/** Atoms that lean against the beam. */
record TiltedSource(StructureSource upright, Tilt tilt) implements StructureSource {
    /** In metres: as wide as is enough to see how deep a structure is. */
    private static final double GLIMPSE = 1e-9;

    /** @throws BadInputException if the exit plane would be moved by more than the rectangle is wide */
    @Override
    public Structure over(double height, double width, long seed) {
        double depth =
                depth().orElseGet(() -> upright.over(GLIMPSE, GLIMPSE, seed).depth());
        double down = depth * Math.abs(tilt.down());
        double right = depth * Math.abs(tilt.right());
        if (down > height || right > width) {
            throw new BadInputException("a tilt that moves the exit plane of " + depth * 1e10
                    + " A by more than the scanned field is none of a slab; make the tilt or the specimen smaller");
        }
        Structure leaning =
                upright.over(height + 2 * down, width + 2 * right, seed).tilted(tilt);
        List<Atom> inside = leaning.atoms().stream()
                .filter(atom -> Math.abs(atom.y()) <= height / 2 && Math.abs(atom.x()) <= width / 2)
                .toList();
        return new Structure(inside, leaning.depth());
    }

    @Override
    public OptionalDouble depth() {
        return upright.depth();
    }
}
