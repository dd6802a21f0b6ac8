package org.polyptych.io;

/** What the values of a detector's dataset mean, and how they become amplitudes. */
public sealed interface ReadOut permits Counts, StoredAmplitudes {
    /**
     * The amplitude of a stored value.
     *
     * @param pixel index in the stored frame
     * @return NaN if no detector gives such a value
     */
    double amplitude(double stored, int pixel);

    /** For messages: what the values must be, such as "counts must be finite and not negative". */
    String rule();

    /** Whether the stored frames have the zero frequency at pixel 0, so that they are moved to N/2. */
    default boolean isFftOrder() {
        return false;
    }

    /** Counts on a detector without bad pixels. */
    static ReadOut counts() {
        return new Counts(null, null);
    }
}
