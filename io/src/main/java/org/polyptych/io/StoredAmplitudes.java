package org.polyptych.io;

/**
 * Amplitudes that a file holds as they are.
 *
 * @param isFftOrder whether the zero frequency is stored at pixel 0
 */
public record StoredAmplitudes(boolean isFftOrder) implements ReadOut {
    @Override
    public double amplitude(double stored, int pixel) {
        return stored >= 0 && stored <= Float.MAX_VALUE ? stored : Double.NaN;
    }

    @Override
    public String rule() {
        return "amplitudes must be finite and not negative";
    }
}
