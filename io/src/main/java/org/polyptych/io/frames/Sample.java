package org.polyptych.io.frames;

import java.nio.ByteBuffer;
import org.polyptych.io.CountLoops;

/** How a number is stored in a file; the order of its bytes is that of the buffer it is read from. */
public enum Sample {
    UINT8(1, true),
    INT8(1, false),
    UINT16(2, true),
    INT16(2, false),
    UINT32(4, true),
    INT32(4, false),
    UINT64(8, true),
    INT64(8, false),
    FLOAT32(4, false),
    FLOAT64(8, false);

    private final int bytes;
    private final boolean unsigned;

    Sample(int bytes, boolean unsigned) {
        this.bytes = bytes;
        this.unsigned = unsigned;
    }

    /** Bytes of a number. */
    public int bytes() {
        return bytes;
    }

    /** Whether no number can be negative or no number at all. */
    public boolean isUnsigned() {
        return unsigned;
    }

    /** Whether a detector can say by one of these numbers that it did not count: fractions are its counts' no more. */
    public boolean hasMarks() {
        return this != FLOAT32 && this != FLOAT64;
    }

    /** Whether the number is below 0, or the largest that there is where none is below 0; a number as float32 will do. */
    public boolean isMark(double value) {
        return switch (this) {
            case UINT8, UINT16, UINT32, UINT64 -> value >= Math.pow(2, Byte.SIZE * bytes) - 1;
            case INT8, INT16, INT32, INT64 -> value < 0;
            case FLOAT32, FLOAT64 -> false;
        };
    }

    /** What {@link #isMark} says of a number, for people. */
    String mark() {
        return unsigned ? "the largest number of their type" : "below 0";
    }

    /**
     * Takes numbers from the buffer, from its position on; the position stays.
     *
     * @param into gets the first {@code n} numbers, rounded to float32
     */
    public void decode(ByteBuffer from, float[] into, int n) {
        switch (this) {
            case UINT8 -> CountLoops.unsigned(bytes(from, n), into, n);
            case INT8 -> CountLoops.signed(bytes(from, n), into, n);
            case UINT16 -> CountLoops.unsigned(shorts(from, n), into, n);
            case INT16 -> CountLoops.signed(shorts(from, n), into, n);
            case UINT32 -> CountLoops.unsigned(ints(from, n), into, n);
            case INT32 -> CountLoops.signed(ints(from, n), into, n);
            case INT64 -> CountLoops.signed(longs(from, n), into, n);
            case UINT64 -> {
                long[] stored = longs(from, n);
                for (int i = 0; i < n; i++) {
                    into[i] = stored[i] < 0 ? 2f * (stored[i] >>> 1) : stored[i];
                }
            }
            case FLOAT32 -> from.asFloatBuffer().get(into, 0, n);
            case FLOAT64 -> {
                double[] stored = new double[n];
                from.asDoubleBuffer().get(stored);
                CountLoops.rounded(stored, into, n);
            }
        }
    }

    private static byte[] bytes(ByteBuffer from, int n) {
        byte[] stored = new byte[n];
        from.get(from.position(), stored);
        return stored;
    }

    private static short[] shorts(ByteBuffer from, int n) {
        short[] stored = new short[n];
        from.asShortBuffer().get(stored);
        return stored;
    }

    private static int[] ints(ByteBuffer from, int n) {
        int[] stored = new int[n];
        from.asIntBuffer().get(stored);
        return stored;
    }

    private static long[] longs(ByteBuffer from, int n) {
        long[] stored = new long[n];
        from.asLongBuffer().get(stored);
        return stored;
    }
}
