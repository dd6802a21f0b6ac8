package org.polyptych.engines;

/**
 * A reconstruction method. Immutable: it holds what defines the method; all that changes lives in the state.
 *
 * @param <S> its state
 */
public interface Engine<S extends EngineState> {
    /**
     * The state before the first iteration.
     *
     * @throws org.polyptych.core.BadInputException if the problem asks for what the method cannot do, or cannot be
     *     started: a zero probe, an empty frame, NaN
     */
    S init(Problem problem);

    /** One iteration over all frames. */
    StepReport step(S state);

    /** What the loss of a {@link StepReport} is, with the unit. */
    String lossName();
}
