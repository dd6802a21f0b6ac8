package org.polyptych.physics;

import java.util.Map;
import org.polyptych.core.Snapshot;

/**
 * What an object is made from, where that is continuous, so that it can be evaluated on any pixels.
 *
 * @param engine name of the engine that can evaluate it, such as {@code ptyinr}
 * @param settings of that engine, key to value as text, without the engine's name in front
 * @param arrays as the engine names them
 */
public record Representation(String engine, Map<String, String> settings, Snapshot arrays) {}
