package org.polyptych.core;

/**
 * A 64-bit number that tells contents apart: any single changed value changes it, other changes do so but for one chance
 * in 2^64. Guards against mix-ups and damage, not against forgery.
 */
public final class ContentHash {
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final int LANES = 4;

    private long state = PRIME;

    public ContentHash add(long value) {
        state = mix((state ^ value) * PRIME);
        return this;
    }

    /** By its bits: NaN is a value like any other. */
    public ContentHash add(double value) {
        return add(Double.doubleToRawLongBits(value));
    }

    public ContentHash add(double[] values) {
        add((long) values.length);
        for (double value : values) {
            add(value);
        }
        return this;
    }

    public ContentHash add(long[] values) {
        add((long) values.length);
        for (long value : values) {
            add(value);
        }
        return this;
    }

    public ContentHash add(float[] values) {
        return add(values, 0, values.length);
    }

    /** The values from {@code from} (included) to {@code to} (excluded), and how many there are. */
    public ContentHash add(float[] values, int from, int to) {
        add((long) to - from);
        // Four chains side by side: one alone waits for its own multiplications.
        long a = 1;
        long b = 2;
        long c = 3;
        long d = 4;
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            a = (a ^ Float.floatToRawIntBits(values[i])) * PRIME;
            b = (b ^ Float.floatToRawIntBits(values[i + 1])) * PRIME;
            c = (c ^ Float.floatToRawIntBits(values[i + 2])) * PRIME;
            d = (d ^ Float.floatToRawIntBits(values[i + 3])) * PRIME;
            a ^= a >>> 32;
            b ^= b >>> 32;
            c ^= c >>> 32;
            d ^= d >>> 32;
        }
        for (; i < to; i++) {
            a = (a ^ Float.floatToRawIntBits(values[i])) * PRIME;
        }
        return add(a).add(b).add(c).add(d);
    }

    public ContentHash add(ComplexImage image) {
        return add((long) image.rows())
                .add((long) image.columns())
                .add(image.re())
                .add(image.im());
    }

    public ContentHash add(boolean[] values) {
        add((long) values.length);
        long word = 0;
        for (int i = 0; i < values.length; i++) {
            word = word << 1 | (values[i] ? 1 : 0);
            if (i % Long.SIZE == Long.SIZE - 1) {
                add(word);
            }
        }
        return add(word);
    }

    public long value() {
        return mix(state);
    }

    /** 16 hexadecimal digits. */
    public String text() {
        return String.format("%016x", value());
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
