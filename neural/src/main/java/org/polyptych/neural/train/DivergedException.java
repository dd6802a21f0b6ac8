package org.polyptych.neural.train;

/**
 * A loss or a gradient is no number any more. The trainer is as it was before the step that would have used it, so that it
 * can be saved.
 */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is no number, and when */
    public DivergedException(String message) {
        super(message);
    }
}
