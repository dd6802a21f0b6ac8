package org.polyptych.io;

/**
 * Counts, whose square roots are the amplitudes.
 *
 * @param good where the detector is to be believed; elsewhere impossible counts become 0; null if everywhere
 * @param dark counts that come without light, to be subtracted (less than nothing becomes 0); null if none
 */
public record Counts(boolean[] good, float[] dark) implements ReadOut {
    @Override
    public double amplitude(double stored, int pixel) {
        double amplitude = dark == null ? root(stored) : root(Math.max(0, stored - dark[pixel]));
        return amplitude != amplitude && good != null && !good[pixel] ? 0 : amplitude;
    }

    private static double root(double counts) {
        double root = counts >= 0 ? Math.sqrt(counts) : Double.NaN;
        return root <= Float.MAX_VALUE ? root : Double.NaN;
    }

    @Override
    public String rule() {
        return "counts must be finite and not negative";
    }
}
