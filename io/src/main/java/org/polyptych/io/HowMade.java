package org.polyptych.io;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.polyptych.physics.Positions;

/**
 * How a scan was simulated, as far as specimen and probe do not say it.
 *
 * @param truePositions where the probe really was, if the scan's positions are known to be wrong
 * @param seed of every random choice
 * @param settings by name, as typed
 */
public record HowMade(Optional<Positions> truePositions, OptionalLong seed, Map<String, String> settings) {
    /** Nothing is known. */
    public static final HowMade UNKNOWN = new HowMade(Optional.empty(), OptionalLong.empty(), Map.of());
}
