package org.polyptych.io;

/** Loops over the numbers of a frame, each small enough to become vector instructions (tools/hot-loops). */
final class CountLoops {
    private CountLoops() {}

    static void unsigned(byte[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i] & 0xff;
        }
    }

    static void unsigned(short[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i] & 0xffff;
        }
    }

    static void signed(short[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i];
        }
    }

    static void unsigned(int[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i] & 0xffffffffL;
        }
    }

    static void signed(int[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i];
        }
    }

    /** Square roots, rounded once: that of a float in double precision, rounded to float, is that in single precision. */
    static void roots(float[] values, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = (float) Math.sqrt(values[i]);
        }
    }

    /** The smallest; NaN if any is NaN. */
    static float least(float[] values, int n) {
        float least = Float.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    /** The largest; NaN if any is NaN. */
    static float most(float[] values, int n) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, values[i]);
        }
        return most;
    }

    static void spread(byte[] from, int first, byte[] into, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            into[at + i * step] = from[first + i];
        }
    }
}
