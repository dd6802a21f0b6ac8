package org.polyptych.core;

import java.util.Map;

/**
 * All that a run needs to go on from where it stood, as if it had never stopped.
 *
 * @param identity what the run was of, key to value: it may go on only where all of this is the same
 * @param facts what else there is to say of it, key to value
 * @param iterations completed
 * @param state of what steps
 * @param history of what drives it: losses, time, checks
 */
public record Checkpoint(
        Map<String, String> identity, Map<String, String> facts, int iterations, Snapshot state, Snapshot history) {}
