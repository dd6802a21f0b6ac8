package org.polyptych.io.codec;

/**
 * Transposes 8 x 8 squares of bits, and of bytes, that lie across eight rows of longs; loops that become vector
 * instructions (tools/hot-loops). Each is three steps of exchanging halves between rows and within their longs (Hacker's
 * Delight, section 7-3), for all squares side by side.
 */
final class BitRows {
    private static final long NIBBLES = 0x0f0f0f0f0f0f0f0fL;
    private static final long PAIRS = 0x3333333333333333L;
    private static final long BITS = 0x5555555555555555L;
    private static final long INTS = 0x00000000ffffffffL;
    private static final long SHORTS = 0x0000ffff0000ffffL;
    private static final long BYTES = 0x00ff00ff00ff00ffL;

    private BitRows() {}

    /** Bit m of byte j of row b becomes bit b of byte j of row m. */
    static void transposeBits(
            long[] r0, long[] r1, long[] r2, long[] r3, long[] r4, long[] r5, long[] r6, long[] r7, int n) {
        for (int i = 0; i < n; i++) {
            long a0 = r0[i];
            long a1 = r1[i];
            long a2 = r2[i];
            long a3 = r3[i];
            long a4 = r4[i];
            long a5 = r5[i];
            long a6 = r6[i];
            long a7 = r7[i];

            long t0 = (a0 >>> 4 ^ a4) & NIBBLES;
            long t1 = (a1 >>> 4 ^ a5) & NIBBLES;
            long t2 = (a2 >>> 4 ^ a6) & NIBBLES;
            long t3 = (a3 >>> 4 ^ a7) & NIBBLES;
            long b0 = a0 ^ t0 << 4;
            long b4 = a4 ^ t0;
            long b1 = a1 ^ t1 << 4;
            long b5 = a5 ^ t1;
            long b2 = a2 ^ t2 << 4;
            long b6 = a6 ^ t2;
            long b3 = a3 ^ t3 << 4;
            long b7 = a7 ^ t3;

            long u0 = (b0 >>> 2 ^ b2) & PAIRS;
            long u1 = (b1 >>> 2 ^ b3) & PAIRS;
            long u2 = (b4 >>> 2 ^ b6) & PAIRS;
            long u3 = (b5 >>> 2 ^ b7) & PAIRS;
            long c0 = b0 ^ u0 << 2;
            long c2 = b2 ^ u0;
            long c1 = b1 ^ u1 << 2;
            long c3 = b3 ^ u1;
            long c4 = b4 ^ u2 << 2;
            long c6 = b6 ^ u2;
            long c5 = b5 ^ u3 << 2;
            long c7 = b7 ^ u3;

            long v0 = (c0 >>> 1 ^ c1) & BITS;
            long v1 = (c2 >>> 1 ^ c3) & BITS;
            long v2 = (c4 >>> 1 ^ c5) & BITS;
            long v3 = (c6 >>> 1 ^ c7) & BITS;
            r0[i] = c0 ^ v0 << 1;
            r1[i] = c1 ^ v0;
            r2[i] = c2 ^ v1 << 1;
            r3[i] = c3 ^ v1;
            r4[i] = c4 ^ v2 << 1;
            r5[i] = c5 ^ v2;
            r6[i] = c6 ^ v3 << 1;
            r7[i] = c7 ^ v3;
        }
    }

    /** Byte j of row m becomes byte m of row j. */
    static void transposeBytes(
            long[] r0, long[] r1, long[] r2, long[] r3, long[] r4, long[] r5, long[] r6, long[] r7, int n) {
        for (int i = 0; i < n; i++) {
            long a0 = r0[i];
            long a1 = r1[i];
            long a2 = r2[i];
            long a3 = r3[i];
            long a4 = r4[i];
            long a5 = r5[i];
            long a6 = r6[i];
            long a7 = r7[i];

            long t0 = (a0 >>> 32 ^ a4) & INTS;
            long t1 = (a1 >>> 32 ^ a5) & INTS;
            long t2 = (a2 >>> 32 ^ a6) & INTS;
            long t3 = (a3 >>> 32 ^ a7) & INTS;
            long b0 = a0 ^ t0 << 32;
            long b4 = a4 ^ t0;
            long b1 = a1 ^ t1 << 32;
            long b5 = a5 ^ t1;
            long b2 = a2 ^ t2 << 32;
            long b6 = a6 ^ t2;
            long b3 = a3 ^ t3 << 32;
            long b7 = a7 ^ t3;

            long u0 = (b0 >>> 16 ^ b2) & SHORTS;
            long u1 = (b1 >>> 16 ^ b3) & SHORTS;
            long u2 = (b4 >>> 16 ^ b6) & SHORTS;
            long u3 = (b5 >>> 16 ^ b7) & SHORTS;
            long c0 = b0 ^ u0 << 16;
            long c2 = b2 ^ u0;
            long c1 = b1 ^ u1 << 16;
            long c3 = b3 ^ u1;
            long c4 = b4 ^ u2 << 16;
            long c6 = b6 ^ u2;
            long c5 = b5 ^ u3 << 16;
            long c7 = b7 ^ u3;

            long v0 = (c0 >>> 8 ^ c1) & BYTES;
            long v1 = (c2 >>> 8 ^ c3) & BYTES;
            long v2 = (c4 >>> 8 ^ c5) & BYTES;
            long v3 = (c6 >>> 8 ^ c7) & BYTES;
            r0[i] = c0 ^ v0 << 8;
            r1[i] = c1 ^ v0;
            r2[i] = c2 ^ v1 << 8;
            r3[i] = c3 ^ v1;
            r4[i] = c4 ^ v2 << 8;
            r5[i] = c5 ^ v2;
            r6[i] = c6 ^ v3 << 8;
            r7[i] = c7 ^ v3;
        }
    }

    /** One square: bit m of byte b becomes bit b of byte m. */
    static long transposed(long square) {
        long x = square;
        long t = (x ^ x >>> 7) & 0x00aa00aa00aa00aaL;
        x ^= t ^ t << 7;
        t = (x ^ x >>> 14) & 0x0000cccc0000ccccL;
        x ^= t ^ t << 14;
        t = (x ^ x >>> 28) & 0x00000000f0f0f0f0L;
        return x ^ t ^ t << 28;
    }
}
