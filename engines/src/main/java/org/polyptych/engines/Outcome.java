package org.polyptych.engines;

import org.polyptych.physics.Result;

/**
 * What a run gives and how it ended.
 *
 * @param result of the last iteration; where frames were held out, of the best one by their loss, as if the run had
 *     ended there
 * @param completed iterations done, which may be more than the result's
 * @param heldOutLosses the loss of the held-out frames at every check, in order; empty if none were held out
 */
public record Outcome(Result result, Stop stop, int completed, double[] heldOutLosses) {}
