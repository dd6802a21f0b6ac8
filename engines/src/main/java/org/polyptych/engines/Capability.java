package org.polyptych.engines;

/** What a method can do. What an engine cannot do it refuses by name. */
public enum Capability {
    /** Several incoherent probe modes. */
    MODES,
    /** Several slices. */
    MULTISLICE,
    /** Near field, by angular spectrum. */
    NEAR_FIELD,
    /** Refines positions. */
    POSITIONS,
    /** Frames may come from a file that is still being written. */
    STREAMING,
    /** A probe declared known stays exactly as given. */
    KNOWN_PROBE,
    /** An object declared known stays exactly as given, and the probe is found. */
    KNOWN_OBJECT,
    /** Counts x 4 give probe x 2 and the same object. */
    SCALE_FREE
}
