package org.polyptych.neural.train;

/** A round was left before it was done, since somebody asked. The trainer is as after its last step, and can be saved. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message where it stands, such as {@code in round 3 of 8, after 2 of its 5 steps} */
    public StoppedException(String message) {
        super(message);
    }
}
