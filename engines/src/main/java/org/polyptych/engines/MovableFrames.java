package org.polyptych.engines;

import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;

/**
 * A state whose frames may be put elsewhere between two iterations: what an engine with {@link Capability#POSITIONS}
 * gives.
 */
public interface MovableFrames extends EngineState {
    /** The frames worked on, in their order. */
    FrameStack frames();

    /**
     * Takes over other positions: everything that depends on them is laid anew. What the method keeps of a frame, such as
     * exit waves, stays where it was on the object, up to less than a pixel. Object and probe stay.
     *
     * @param positions one a frame, so that every frame lies on the object
     */
    void move(Positions positions);

    /**
     * The same where the object has been stretched along with the positions: what the method keeps of a frame stays where it
     * was about the frame.
     *
     * @param positions one a frame, so that every frame lies on the object
     */
    default void stretch(Positions positions) {
        move(positions);
    }
}
