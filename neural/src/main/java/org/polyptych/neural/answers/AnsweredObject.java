package org.polyptych.neural.answers;

import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;

/** An object as a network says it. Holds native memory until it is closed. */
public interface AnsweredObject extends AutoCloseable {
    /**
     * Asks the network and puts its answers where the frames are.
     *
     * @param positions of the frames
     * @return on the object's grid
     */
    ComplexImage image(Positions positions);

    @Override
    void close();
}
