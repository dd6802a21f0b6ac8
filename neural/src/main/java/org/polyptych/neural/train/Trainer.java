package org.polyptych.neural.train;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.engines.Stepper;
import org.polyptych.neural.model.Model;

/**
 * Learns, round by round; a round is some steps of an optimiser, as the trainer's settings say. Saved and restored it goes on
 * to the same bits. Holds native memory until it is closed.
 */
public interface Trainer extends Stepper, AutoCloseable {
    /** Rounds that its settings ask for. */
    int rounds();

    /** The loss of data set apart after the last round; empty if it was not looked at then. */
    OptionalDouble validation();

    /** Rounds completed, and one more where a part of the next is done: to be said if {@link #stopWhen} is used. */
    default int begun() {
        return completed();
    }

    /** Rounds between looks at the data set apart. */
    default int every() {
        return 1;
    }

    /**
     * Begins with a trained network in place of a new one; before the first round.
     *
     * @throws BadInputException if this trainer cannot, or not with this one
     */
    default void beginWith(Model model) {
        throw new BadInputException("--from: this trainer cannot go on from a trained network; leave it out");
    }

    /**
     * What a network to {@linkplain #beginWith begin with} was taught with that is other now, such as a unit; a line each, for
     * people.
     */
    default List<String> differences(Model model) {
        return List.of();
    }

    /** Ends after so many looks at the data set apart in a row above the best one; 0: never. */
    default int patience() {
        return 0;
    }

    /**
     * Says who is to be asked between the steps of a round, which may take minutes. When it asks, the trainer can be saved,
     * and goes on within the round from there. Told yes, {@link #step} throws a {@link StoppedException}. A trainer of short
     * rounds need not ask.
     */
    default void stopWhen(BooleanSupplier asked) {}

    /** Whether rounds yet to come decide what a round does, so that a training cannot be made longer later. */
    default boolean needsEnd() {
        return false;
    }

    /** What the network made of nothing after the last round, for people to look at; empty where it makes none. */
    default List<ComplexImage> samples() {
        return List.of();
    }

    /** The best network so far by the loss of data set apart; the present one if there are none. */
    Model model();

    @Override
    default String unit() {
        return "round";
    }

    @Override
    default String diverged(String how) {
        return "the training diverged: " + how + "; try more cautious settings";
    }

    @Override
    default String checkName() {
        return "the validation loss";
    }

    @Override
    void close();
}
