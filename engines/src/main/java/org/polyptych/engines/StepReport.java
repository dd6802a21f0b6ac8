package org.polyptych.engines;

/**
 * What one iteration says of itself.
 *
 * @param iteration number of completed iterations, from 1
 * @param loss the loss of this iteration, see {@link Stepper#lossName()}
 */
public record StepReport(int iteration, double loss) {}
