package org.polyptych.io.codec;

import java.util.Objects;
import java.util.zip.DataFormatException;

/**
 * Numbers whose bytes were sorted: first the first bytes of all numbers, then the second ones, and so on; what is left
 * behind the last whole number stands at the end as it was. The shuffle filter of HDF5 and of Blosc.
 */
public final class ByteShuffle implements Decoder {
    private final int size;

    /** @param size bytes of a number */
    public ByteShuffle(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a number of " + size + " bytes");
        }
        this.size = size;
    }

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        if (length > room) {
            throw Bytes.damaged("shuffled data of " + length + " bytes where " + room + " are expected");
        }
        unshuffle(from, at, length, into, to, size);
        return length;
    }

    @Override
    public long promised(byte[] from, int at, int length) {
        return length;
    }

    /**
     * Puts numbers together again.
     *
     * @param size bytes of a number
     */
    public static void unshuffle(byte[] from, int at, int length, byte[] into, int to, int size) {
        Objects.checkFromIndexSize(at, length, from.length);
        Objects.checkFromIndexSize(to, length, into.length);
        int n = length / size;
        for (int b = 0; b < size; b++) {
            spread(from, at + b * n, into, to + b, size, n);
        }
        System.arraycopy(from, at + n * size, into, to + n * size, length - n * size);
    }

    private static void spread(byte[] from, int first, byte[] into, int at, int step, int n) {
        switch (step) {
            case Short.BYTES -> spread2(from, first, into, at, n);
            case Integer.BYTES -> spread4(from, first, into, at, n);
            default -> spreadAny(from, first, into, at, step, n);
        }
    }

    private static void spread2(byte[] from, int first, byte[] into, int at, int n) {
        for (int i = 0; i < n; i++) {
            into[at + 2 * i] = from[first + i];
        }
    }

    private static void spread4(byte[] from, int first, byte[] into, int at, int n) {
        for (int i = 0; i < n; i++) {
            into[at + 4 * i] = from[first + i];
        }
    }

    private static void spreadAny(byte[] from, int first, byte[] into, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            into[at + step * i] = from[first + i];
        }
    }
}
