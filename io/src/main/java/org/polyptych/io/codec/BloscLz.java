package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/**
 * BloscLZ, the compression that Blosc brings along; FastLZ level 2 with longer distances. A control byte below 32 says
 * how many bytes follow as they are (less one); above, its upper three bits are the length of a repetition (less two),
 * the lower five the upper part of how far back it begins.
 */
public final class BloscLz implements Decoder {
    private static final int LITERAL = 32;
    private static final int LONGER = 7;
    private static final int FARTHEST_NEAR = 8191;

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        int end = at + length;
        int limit = to + room;
        int in = at;
        int out = to;
        // the first control byte is one of bytes as they are, whatever its upper bits
        boolean first = true;
        while (in < end) {
            int control = from[in++] & (first ? LITERAL - 1 : 0xff);
            first = false;
            if (control < LITERAL) {
                int n = control + 1;
                if (n > end - in || n > limit - out) {
                    throw damaged();
                }
                Bytes.copy(from, in, into, out, n, limit);
                in += n;
                out += n;
                continue;
            }
            int n = (control >>> 5) + 2;
            if (control >>> 5 == LONGER) {
                int more;
                do {
                    more = next(from, in++, end);
                    n += more;
                } while (more == 0xff && n <= limit - out);
            }
            int upper = (control & LITERAL - 1) << Byte.SIZE;
            int lower = next(from, in++, end);
            int back = upper + lower + 1;
            if (back == FARTHEST_NEAR + 1) {
                back += next(from, in, end) << Byte.SIZE | next(from, in + 1, end);
                in += Short.BYTES;
            }
            if (back > out - to || n > limit - out) {
                throw damaged();
            }
            Bytes.repeat(into, out, back, n, limit);
            out += n;
        }
        return out - to;
    }

    private static int next(byte[] from, int at, int end) throws DataFormatException {
        if (at >= end) {
            throw damaged();
        }
        return from[at] & 0xff;
    }

    private static DataFormatException damaged() {
        return Bytes.damaged("damaged BloscLZ data");
    }
}
