package org.polyptych.io;

/** Loops over the numbers of a frame, each small enough to become vector instructions (tools/hot-loops). */
public final class CountLoops {
    private CountLoops() {}

    public static void unsigned(byte[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i] & 0xff;
        }
    }

    public static void signed(byte[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i];
        }
    }

    public static void unsigned(short[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i] & 0xffff;
        }
    }

    public static void signed(short[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i];
        }
    }

    public static void unsigned(int[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i] & 0xffffffffL;
        }
    }

    public static void signed(int[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i];
        }
    }

    public static void signed(long[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = stored[i];
        }
    }

    public static void rounded(double[] stored, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = (float) stored[i];
        }
    }

    /** Square roots, rounded once: that of a float in double precision, rounded to float, is that in single precision. */
    public static void roots(float[] values, float[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = (float) Math.sqrt(values[i]);
        }
    }

    /** What is below zero becomes zero; NaN stays. */
    public static void notNegative(float[] values, int n) {
        for (int i = 0; i < n; i++) {
            values[i] = Math.max(values[i], 0f);
        }
    }

    /** The smallest; NaN if any is NaN. */
    public static float least(float[] values, int n) {
        float least = Float.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    /** The largest; NaN if any is NaN. */
    public static float most(float[] values, int n) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, values[i]);
        }
        return most;
    }

    public static void spread(byte[] from, int first, byte[] into, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            into[at + i * step] = from[first + i];
        }
    }
}
