package org.polyptych.neural.train;

import java.util.OptionalDouble;
import org.polyptych.engines.Stepper;
import org.polyptych.neural.model.Model;

/**
 * Learns, round by round; a round is some steps of an optimiser, as the trainer's settings say. Saved and restored it goes on
 * to the same bits. Holds native memory until it is closed.
 */
public interface Trainer extends Stepper, AutoCloseable {
    /** Rounds that its settings ask for. */
    int rounds();

    /** The loss of data set apart, after the last round that looked at it; empty if none has. */
    OptionalDouble validation();

    /** The best network so far by the loss of data set apart; the present one if there are none. */
    Model model();

    @Override
    void close();
}
