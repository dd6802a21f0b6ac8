package org.polyptych.electron.structure;

import java.util.OptionalDouble;
import org.polyptych.physics.Tilt;

/** What a specimen is made of: something that can be as large as a scan needs. */
@FunctionalInterface
public interface StructureSource {
    /**
     * The atoms of at least a rectangle about the middle of the scan; a particle may be smaller.
     *
     * @param height in metres
     * @param width in metres
     * @param seed of what is random
     */
    Structure over(double height, double width, long seed);

    /** How thick it is in metres, where that is known before there are atoms. */
    default OptionalDouble depth() {
        return OptionalDouble.empty();
    }

    /** The same leaning against the beam ({@link Structure#tilted}), wide enough for the same rectangle at every depth. */
    default StructureSource tilted(Tilt tilt) {
        return tilt.none() ? this : new TiltedSource(this, tilt);
    }
}
