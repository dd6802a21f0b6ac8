package org.polyptych.physics.beam;

/** How long a beam stays sharp. */
final class BeamDepth {
    private BeamDepth() {}

    /** Length in samples, about the best one, over which the values are above half; NaN if they still are at an end. */
    static double of(double[] values, int best, double greatest) {
        int first = best;
        while (first >= 0 && values[first] > greatest / 2) {
            first--;
        }
        int last = best;
        while (last < values.length && values[last] > greatest / 2) {
            last++;
        }
        if (first < 0 || last == values.length) {
            return Double.NaN;
        }
        double from = first + (greatest / 2 - values[first]) / (values[first + 1] - values[first]);
        double to = last - (greatest / 2 - values[last]) / (values[last - 1] - values[last]);
        return to - from;
    }
}
