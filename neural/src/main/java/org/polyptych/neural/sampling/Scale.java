package org.polyptych.neural.sampling;

/** What fixes the amplitude of the object against that of the prior, where the probe is known. */
public enum Scale {
    /** The probe where it says nearly what the data do, else the data. */
    AUTO,
    /** The probe is as bright as it was when the prior's objects were recorded: nothing is left to be found. */
    PROBE,
    /** The counts: the factor with which what the prior says explains them best, level by level. */
    DATA
}
