package org.polyptych.io.codec;

import java.util.Objects;

/**
 * Numbers whose bits were sorted (Masui et al., Astronomy and Computing 12, 181, 2015): first the lowest bits of the
 * first bytes of all numbers, eight to a byte, then the second lowest, and so on. Bit b of byte k of number i stands in
 * byte i / 8 of row 8 k + b, at bit i % 8. Keeps scratch space: one object for each thread.
 */
public final class BitShuffle {
    /** What is worked on at once, in longs: 8 kB, which stays in the nearest cache. */
    private static final int TILE = 1024;

    private static final int NUMBERS_A_LONG = Long.SIZE;

    private final int size;
    /** [row][long]; none where numbers are not 1, 2, 4 or 8 bytes long. */
    private final long[][] rows;

    /** @param size bytes of a number */
    public BitShuffle(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a number of " + size + " bytes");
        }
        this.size = size;
        boolean usual = size <= Long.BYTES && Integer.bitCount(size) == 1;
        this.rows = usual ? new long[Byte.SIZE * size][TILE / (Byte.SIZE * size)] : new long[0][];
    }

    /**
     * Puts numbers together again.
     *
     * @param n how many, a multiple of eight
     */
    public void unshuffle(byte[] from, int at, byte[] into, int to, int n) {
        if (n % Byte.SIZE != 0) {
            throw new IllegalArgumentException("bits of " + n + " numbers");
        }
        int bytes = Math.multiplyExact(n, size);
        Objects.checkFromIndexSize(at, bytes, from.length);
        Objects.checkFromIndexSize(to, bytes, into.length);
        int rowBytes = n / Byte.SIZE;
        int longs = rows.length == 0 ? 0 : n / NUMBERS_A_LONG;
        for (int first = 0; first < longs; first += rows[0].length) {
            int count = Math.min(rows[0].length, longs - first);
            for (int r = 0; r < rows.length; r++) {
                load(from, at + r * rowBytes + first * Long.BYTES, rows[r], count);
            }
            tile(into, to + first * NUMBERS_A_LONG * size, count);
        }
        for (int k = 0; k < size; k++) {
            for (int group = longs * Long.BYTES; group < rowBytes; group++) {
                eight(from, at + k * Byte.SIZE * rowBytes + group, rowBytes, into, to + group * Byte.SIZE * size + k);
            }
        }
    }

    /**
     * The rows (byte k, bit b) of 64 numbers a long. Bits first: then row (k, m) holds byte k of the numbers 8 j + m.
     * Then, in eight rows each, what tells numbers apart in the rows goes into the bytes of a long, and j comes out.
     */
    private void tile(byte[] into, int to, int count) {
        for (int r = 0; r < rows.length; r += Byte.SIZE) {
            BitRows.transposeBits(
                    rows[r],
                    rows[r + 1],
                    rows[r + 2],
                    rows[r + 3],
                    rows[r + 4],
                    rows[r + 5],
                    rows[r + 6],
                    rows[r + 7],
                    count);
        }
        int numbersALong = Long.BYTES / size;
        long[][] eight = new long[Byte.SIZE][];
        for (int part = 0; part < size; part++) {
            for (int g = 0; g < Byte.SIZE; g++) {
                int k = g % size;
                int m = part * numbersALong + g / size;
                eight[g] = rows[k * Byte.SIZE + m];
            }
            BitRows.transposeBytes(
                    eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7], count);
            for (int j = 0; j < Byte.SIZE; j++) {
                store(eight[j], into, to + (j * size + part) * Long.BYTES, NUMBERS_A_LONG * size, count);
            }
        }
    }

    private static void load(byte[] from, int at, long[] row, int n) {
        for (int i = 0; i < n; i++) {
            row[i] = (long) Bytes.LONG.get(from, at + i * Long.BYTES);
        }
    }

    private static void store(long[] row, byte[] into, int to, int step, int n) {
        for (int i = 0; i < n; i++) {
            Bytes.LONG.set(into, to + i * step, row[i]);
        }
    }

    /** One byte of eight numbers. */
    private void eight(byte[] from, int at, int rowBytes, byte[] into, int to) {
        long square = 0;
        for (int b = 0; b < Byte.SIZE; b++) {
            square |= (from[at + b * rowBytes] & 0xffL) << b * Byte.SIZE;
        }
        long numbers = BitRows.transposed(square);
        for (int m = 0; m < Byte.SIZE; m++) {
            into[to + m * size] = (byte) (numbers >>> m * Byte.SIZE);
        }
    }
}
