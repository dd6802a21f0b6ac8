package org.polyptych.neural.answers;

import org.polyptych.core.ComplexImage;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/** An object as a network says it. Holds native memory until it is closed. */
public interface AnsweredObject extends AutoCloseable {
    /**
     * Asks the network and puts its answers where the frames are.
     *
     * @param positions of the frames
     * @return on the object's grid
     */
    ComplexImage image(Positions positions);

    /**
     * Goes on with other frames: the next image adds what the network says of the further ones to what it has said before.
     *
     * @param frames further ones, then neighbours of theirs that it was asked of before, then some from everywhere, so that
     *     patterns are scaled as all are
     * @param further how many frames are further ones
     * @param near how many of those behind them are their neighbours
     * @param canvas the object, on the pixels of the one before and perhaps more of them on each side
     */
    void grow(FrameStack frames, int further, int near, Specimen canvas);

    @Override
    void close();
}
