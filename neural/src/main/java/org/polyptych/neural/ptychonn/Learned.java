package org.polyptych.neural.ptychonn;

/** What a network says of an object. */
public enum Learned {
    /** Amplitude, then phase. */
    BOTH,
    AMPLITUDE,
    PHASE;

    public boolean amplitude() {
        return this != PHASE;
    }

    public boolean phase() {
        return this != AMPLITUDE;
    }

    /** Maps that it makes. */
    int maps() {
        return this == BOTH ? 2 : 1;
    }
}
