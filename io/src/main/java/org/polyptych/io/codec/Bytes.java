package org.polyptych.io.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.zip.DataFormatException;

/** What decoders do with bytes: numbers of either order, and copies of what was decoded before. */
final class Bytes {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int WORD = Long.BYTES;
    /** From here on a call of the system's copy is worth its while. */
    private static final int LONG_COPY = 48;

    private Bytes() {}

    /** That what a decoder was given lies in its arrays. */
    static void check(byte[] from, int at, int length, byte[] into, int to, int room) {
        Objects.checkFromIndexSize(at, length, from.length);
        Objects.checkFromIndexSize(to, room, into.length);
    }

    static int littleInt(byte[] from, int at) {
        return (int) INT.get(from, at);
    }

    static int bigInt(byte[] from, int at) {
        return (int) BIG_INT.get(from, at);
    }

    static long bigLong(byte[] from, int at) {
        return (long) BIG_LONG.get(from, at);
    }

    /** Copies 16 bytes. */
    static void copy16(byte[] from, int at, byte[] into, int to) {
        LONG.set(into, to, (long) LONG.get(from, at));
        LONG.set(into, to + WORD, (long) LONG.get(from, at + WORD));
    }

    static int littleShort(byte[] from, int at) {
        return from[at] & 0xff | (from[at + 1] & 0xff) << 8;
    }

    /** Copies n bytes; up to {@code limit} more than those may be overwritten. */
    static void copy(byte[] from, int at, byte[] into, int to, int n, int limit) {
        if (n > LONG_COPY || at + n + WORD > from.length || to + n + WORD > limit) {
            System.arraycopy(from, at, into, to, n);
            return;
        }
        for (int i = 0; i < n; i += WORD) {
            LONG.set(into, to + i, (long) LONG.get(from, at + i));
        }
    }

    /**
     * Repeats what stands {@code back} bytes before {@code to}, n bytes of it, byte after byte: what is written may be
     * read again. Up to {@code limit} more than those may be overwritten.
     */
    static void repeat(byte[] into, int to, int back, int n, int limit) {
        int from = to - back;
        if (to + n + WORD > limit || n > LONG_COPY && back >= WORD) {
            grow(into, from, to, n);
        } else if (back >= WORD) {
            for (int i = 0; i < n; i += WORD) {
                LONG.set(into, to + i, (long) LONG.get(into, from + i));
            }
        } else {
            // the same eight bytes again and again, if what is repeated fits into them a whole number of times
            int step = WORD / back * back;
            long word = word(into, from, back);
            for (int i = 0; i < n; i += step) {
                LONG.set(into, to + i, word);
            }
        }
    }

    /** What stands at {@code from}, fewer than eight bytes, repeated until eight are full. */
    private static long word(byte[] from, int at, int bytes) {
        long once = 0;
        for (int k = 0; k < bytes; k++) {
            once |= (from[at + k] & 0xffL) << k * Byte.SIZE;
        }
        long word = once;
        for (int k = bytes; k < WORD; k += bytes) {
            word |= once << k * Byte.SIZE;
        }
        return word;
    }

    /** Copies what is there, then twice as much, and so on. */
    private static void grow(byte[] into, int from, int to, int n) {
        int back = to - from;
        int done = 0;
        while (done < n) {
            int piece = Math.min(back + done, n - done);
            System.arraycopy(into, from, into, to + done, piece);
            done += piece;
        }
    }

    static DataFormatException damaged(String what) {
        return new DataFormatException(what);
    }
}
