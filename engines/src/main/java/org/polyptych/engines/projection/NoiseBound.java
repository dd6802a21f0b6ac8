package org.polyptych.engines.projection;

import org.polyptych.physics.FrameStack;

/**
 * How far the modulus projection goes: all the way, or as far as noise demands (PtyPy's relaxation).
 *
 * @param automatic true to take the bound from the counting statistics of the data
 * @param factor as PtyPy has it, where it is not
 */
record NoiseBound(boolean automatic, double factor) {
    /** The part of the expected counting noise that the automatic bound allows for. */
    private static final double SHARE_OF_NOISE = 0.5;

    private static final String AUTO = "auto";

    /** Reads what is typed for {@code relax}. */
    static NoiseBound of(String relax) {
        if (relax.equals(AUTO)) {
            return new NoiseBound(true, 0);
        }
        try {
            double factor = Double.parseDouble(relax);
            if (factor >= 0 && factor < Double.POSITIVE_INFINITY) {
                return new NoiseBound(false, factor);
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new IllegalArgumentException("relax must be auto or a finite number of 0 or more, got " + relax);
    }

    /** The mean squared amplitude error a pixel that is left alone, in counts. */
    double in(FrameStack frames) {
        if (automatic) {
            return frames.wholeCounts() ? SHARE_OF_NOISE * frames.countingNoise() : 0;
        }
        return factor * factor / 4 * frames.maxCounts() / frames.pixels();
    }
}
