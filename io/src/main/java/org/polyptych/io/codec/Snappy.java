package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/** Snappy without frames (format_description.txt, 2011): the length, then bytes as they are and repetitions by turns. */
public final class Snappy implements Decoder {
    private static final int KIND = 3;
    /** Lengths up to this one are in the tag itself; larger ones in the bytes behind it. */
    private static final int LONGEST_IN_TAG = 60;

    private static final int VARINT_BITS = 7;
    private static final int VARINT_BYTES = 5;

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        int end = at + length;
        int in = at;
        long promised = 0;
        int more = 0x80;
        for (int k = 0; (more & 0x80) != 0; k++) {
            if (in >= end || k == VARINT_BYTES) {
                throw damaged();
            }
            more = from[in++];
            promised |= (long) (more & 0x7f) << k * VARINT_BITS;
        }
        if (promised > room) {
            throw Bytes.damaged("Snappy data for " + promised + " bytes where " + room + " are expected");
        }
        int out = to;
        int limit = to + (int) promised;
        while (in < end) {
            int tag = from[in++] & 0xff;
            int bytes = bytesBehind(tag);
            if (bytes > end - in) {
                throw damaged();
            }
            long value = littleEndian(from, in, bytes);
            in += bytes;
            if ((tag & KIND) == 0) {
                long n = 1 + (bytes == 0 ? tag >>> 2 : value);
                if (n > end - in || n > limit - out) {
                    throw damaged();
                }
                Bytes.copy(from, in, into, out, (int) n, limit);
                in += (int) n;
                out += (int) n;
            } else {
                boolean near = (tag & KIND) == 1;
                int n = near ? (tag >>> 2 & 7) + 4 : (tag >>> 2) + 1;
                long back = near ? (long) (tag >>> 5) << Byte.SIZE | value : value;
                if (back == 0 || back > out - to || n > limit - out) {
                    throw damaged();
                }
                Bytes.repeat(into, out, (int) back, n, limit);
                out += n;
            }
        }
        if (out != limit) {
            throw damaged();
        }
        return out - to;
    }

    private static int bytesBehind(int tag) {
        return switch (tag & KIND) {
            case 0 -> Math.max(0, (tag >>> 2) - LONGEST_IN_TAG + 1);
            case 1 -> 1;
            case 2 -> 2;
            default -> 4;
        };
    }

    private static long littleEndian(byte[] from, int at, int bytes) {
        long value = 0;
        for (int k = 0; k < bytes; k++) {
            value |= (from[at + k] & 0xffL) << k * Byte.SIZE;
        }
        return value;
    }

    private static DataFormatException damaged() {
        return Bytes.damaged("damaged Snappy data");
    }
}
