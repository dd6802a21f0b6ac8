package org.polyptych.engines.refine;

import org.polyptych.engines.MovableFrames;
import org.polyptych.physics.FoundNumber;

/** One number of the geometry that the frames tell. */
interface GeometryParameter {
    /** How far it is from where it began. */
    double value();

    /** Takes a value that was saved, without a state that would have to follow. */
    void set(double value);

    /** What would be seen with a value that is larger by a step. */
    Seen at(Seen now, double step);

    /** The derivative of {@link #at} by the step, at 0; its object and probe are along the same path. */
    Tangent tangent(Seen now);

    /** The part of a step that keeps the value where it may be. */
    double allowed(double step);

    /** Makes a step: changes the value, and the state along with it. */
    void take(MovableFrames state, double step);

    /** The state is a new one: lets it follow as far as what it was given does not hold the value. */
    void adopt(MovableFrames state);

    /** In words and figures a user knows. */
    FoundNumber found(double value, double deviation);
}
