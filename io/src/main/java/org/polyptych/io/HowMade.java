package org.polyptych.io;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How a scan was simulated, as far as its truth does not say it.
 *
 * @param seed of every random choice
 * @param settings by name, as typed
 */
public record HowMade(OptionalLong seed, Map<String, String> settings) {
    /** Nothing is known. */
    public static final HowMade UNKNOWN = new HowMade(OptionalLong.empty(), Map.of());
}
