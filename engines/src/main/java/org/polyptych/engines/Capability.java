package org.polyptych.engines;

/** What a method can do. What an engine cannot do it refuses by name. */
public enum Capability {
    /** Several incoherent probe modes. */
    MODES,
    /** Several slices. */
    MULTISLICE,
    /** Several mutually incoherent states of the object. */
    OBJECT_MODES,
    /** A probe that moves during each frame. */
    FLY_SCAN,
    /** Light on the detector that does not come through the specimen. */
    BACKGROUND,
    /** Frames of unequal brightness. */
    INTENSITY,
    /** A probe that differs from frame to frame, as a mean and a few weighted variations. */
    VARIATIONS,
    /** A model finer than the detector, whose pixels add up several of the model's. */
    UPSAMPLING,
    /** Near field, by angular spectrum, also behind a cone beam. */
    NEAR_FIELD,
    /** Refines positions. */
    POSITIONS,
    /** Keeps nothing of a frame between iterations, so that frames need not be held in memory. */
    STREAMING,
    /** Can fit counts by their Poisson likelihood: has a setting {@code likelihood}. */
    POISSON,
    /** Can work on a graphics card: has a setting {@code device}, cpu or cuda. Engines without it run on the processor. */
    DEVICE,
    /** A probe declared known stays exactly as given. */
    KNOWN_PROBE,
    /** An object declared known stays exactly as given, and the probe is found. */
    KNOWN_OBJECT,
    /** Counts x 4 give probe x 2 and the same object. */
    SCALE_FREE
}
