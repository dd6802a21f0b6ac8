package org.polyptych.neural.answers;

/** What fixes the factor that object and probe share, which patterns do not tell. */
public enum CommonFactor {
    /** The counts, with the probe as it is. */
    DATA,
    /** What the network was taught. */
    MODEL
}
