package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/**
 * LibLZF, which h5py offers: a control byte below 32 says how many bytes follow as they are (less one); above, its upper
 * three bits are the length of a repetition (less two), the lower five the upper part of how far back it begins.
 */
public final class Lzf implements Decoder {
    private static final int LITERAL = 32;
    private static final int LONGER = 7;

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        int end = at + length;
        int limit = to + room;
        int in = at;
        int out = to;
        while (in < end) {
            int control = from[in++] & 0xff;
            if (control < LITERAL) {
                int n = control + 1;
                if (n > end - in || n > limit - out) {
                    throw Bytes.damaged("damaged LZF data");
                }
                Bytes.copy(from, in, into, out, n, limit);
                in += n;
                out += n;
                continue;
            }
            int n = (control >>> 5) + 2;
            int behind = control >>> 5 == LONGER ? 2 : 1;
            if (behind > end - in) {
                throw Bytes.damaged("damaged LZF data");
            }
            if (behind == 2) {
                n += from[in++] & 0xff;
            }
            int back = ((control & LITERAL - 1) << Byte.SIZE | from[in++] & 0xff) + 1;
            if (back > out - to || n > limit - out) {
                throw Bytes.damaged("damaged LZF data");
            }
            Bytes.repeat(into, out, back, n, limit);
            out += n;
        }
        return out - to;
    }
}
