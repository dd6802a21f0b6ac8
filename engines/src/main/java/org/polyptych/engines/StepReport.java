package org.polyptych.engines;

import java.util.Optional;

/**
 * What one iteration says of itself.
 *
 * @param iteration number of completed iterations, from 1
 * @param loss the loss of this iteration, see {@link Stepper#lossName()}
 * @param note what the user should know of it, in one line without the iteration's number; rare things only, such as a
 *     fit that diverged and what was done
 */
public record StepReport(int iteration, double loss, Optional<String> note) {
    /** Of an iteration of which there is nothing more to say. */
    public StepReport(int iteration, double loss) {
        this(iteration, loss, Optional.empty());
    }

    /** The same, counted from others that were before it. */
    StepReport after(int before) {
        return new StepReport(before + iteration, loss, note);
    }
}
