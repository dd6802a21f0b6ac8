package org.polyptych.neural.hash;

/** Reading and adding to entries at the four corners around points, of one level. */
final class HashLoops {
    private HashLoops() {}

    /**
     * Interpolates between entries.
     *
     * @param values [point][all features of all levels], those from {@code first} on are set
     */
    static void gather(
            float[] table,
            int features,
            int[] entries,
            float[] fractions,
            float[] values,
            int first,
            int stride,
            int from,
            int to) {
        for (int p = from; p < to; p++) {
            float fx = fractions[2 * p];
            float fy = fractions[2 * p + 1];
            float d = fx * fy;
            float c = fy - d;
            float b = fx - d;
            float a = 1 - fx - c;
            int i = entries[4 * p] * features;
            int j = entries[4 * p + 1] * features;
            int k = entries[4 * p + 2] * features;
            int l = entries[4 * p + 3] * features;
            int at = p * stride + first;
            for (int f = 0; f < features; f++) {
                values[at + f] = a * table[i + f] + b * table[j + f] + c * table[k + f] + d * table[l + f];
            }
        }
    }

    /** The adjoint of {@link #gather}: adds what is given by the values to the entries. */
    static void scatter(
            float[] table,
            int features,
            int[] entries,
            float[] fractions,
            float[] values,
            int first,
            int stride,
            int from,
            int to) {
        for (int p = from; p < to; p++) {
            float fx = fractions[2 * p];
            float fy = fractions[2 * p + 1];
            float d = fx * fy;
            float c = fy - d;
            float b = fx - d;
            float a = 1 - fx - c;
            int i = entries[4 * p] * features;
            int j = entries[4 * p + 1] * features;
            int k = entries[4 * p + 2] * features;
            int l = entries[4 * p + 3] * features;
            int at = p * stride + first;
            for (int f = 0; f < features; f++) {
                float g = values[at + f];
                table[i + f] += a * g;
                table[j + f] += b * g;
                table[k + f] += c * g;
                table[l + f] += d * g;
            }
        }
    }
}
