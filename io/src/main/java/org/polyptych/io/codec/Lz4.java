package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/**
 * One block of LZ4 (lz4_Block_format.md, 1.6.2): runs of bytes as they are, each followed by a repetition of up to 64 kB
 * back. A block knows neither its own length nor that of what it holds.
 */
public final class Lz4 implements Decoder {
    private static final int LENGTH_BITS = 4;
    private static final int LONGER = 15;
    private static final int SHORTEST = 4;
    /** Repetitions of up to 16 bytes; the token has four less. */
    private static final int SHORT_MATCH = 12;
    /** Bytes that are read, and written, at once. */
    private static final int READ_AHEAD = 32;

    private static final int WRITTEN_AHEAD = 48;

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        return block(from, at, at + length, into, to, to + room);
    }

    private static int block(byte[] from, int start, int end, byte[] into, int to, int limit)
            throws DataFormatException {
        int at = start;
        int out = to;
        while (at < end) {
            int token = from[at++] & 0xff;
            int literals = token >>> LENGTH_BITS;
            // nearly all of what detectors see is short: 16 bytes are copied, whatever the lengths
            if (literals != LONGER && end - at > READ_AHEAD && limit - out > WRITTEN_AHEAD) {
                Bytes.copy16(from, at, into, out);
                at += literals;
                out += literals;
                int back = Bytes.littleShort(from, at);
                int match = token & LONGER;
                if (match <= SHORT_MATCH && back >= 2 * Long.BYTES && back <= out - to) {
                    at += Short.BYTES;
                    Bytes.copy16(into, out - back, into, out);
                    out += match + SHORTEST;
                    continue;
                }
                literals = 0; // they are done
            }
            if (literals == LONGER) {
                int more;
                do {
                    more = next(from, at++, end);
                    literals += more;
                } while (more == 0xff && literals <= limit - out);
            }
            if (literals > end - at || literals > limit - out) {
                throw damaged();
            }
            Bytes.copy(from, at, into, out, literals, limit);
            at += literals;
            out += literals;
            if (at == end) {
                return out - to;
            }
            if (end - at < Short.BYTES) {
                throw damaged();
            }
            int back = Bytes.littleShort(from, at);
            at += Short.BYTES;
            int match = (token & LONGER) + SHORTEST;
            if (match == LONGER + SHORTEST) {
                int more;
                do {
                    more = next(from, at++, end);
                    match += more;
                } while (more == 0xff && match <= limit - out);
            }
            if (back == 0 || back > out - to || match > limit - out) {
                throw damaged();
            }
            Bytes.repeat(into, out, back, match, limit);
            out += match;
        }
        throw damaged(); // the last thing in a block are bytes as they are
    }

    private static int next(byte[] from, int at, int end) throws DataFormatException {
        if (at >= end) {
            throw damaged();
        }
        return from[at] & 0xff;
    }

    private static DataFormatException damaged() {
        return Bytes.damaged("damaged LZ4 data");
    }
}
