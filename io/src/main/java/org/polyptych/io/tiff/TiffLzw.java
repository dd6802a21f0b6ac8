package org.polyptych.io.tiff;

import java.nio.ByteBuffer;

/**
 * TIFF's LZW (specification 6.0, section 13): codes of 9 to 12 bits, the highest bit first; 256 empties the table, 257
 * ends; codes grow by a bit one entry before the table is full.
 */
final class TiffLzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int LARGEST_TABLE = 4096;
    private static final int FEWEST_BITS = 9;
    private static final int MOST_BITS = 12;

    private TiffLzw() {}

    /** @return how many bytes were made, at most as many as there is room for */
    static int unpack(ByteBuffer stored, byte[] into) {
        // an entry is a stretch of what was made already
        int[] start = new int[LARGEST_TABLE];
        int[] length = new int[LARGEST_TABLE];
        int entries = FIRST_FREE;
        int bits = FEWEST_BITS;
        int held = 0;
        int heldBits = 0;
        int at = 0;
        int before = 0;
        int beforeLength = 0;
        while (at < into.length) {
            while (heldBits < bits) {
                if (!stored.hasRemaining()) {
                    return at;
                }
                held = held << 8 | Byte.toUnsignedInt(stored.get());
                heldBits += 8;
            }
            int code = held >>> heldBits - bits & (1 << bits) - 1;
            heldBits -= bits;
            held &= (1 << heldBits) - 1;
            if (code == END) {
                return at;
            }
            if (code == CLEAR) {
                entries = FIRST_FREE;
                bits = FEWEST_BITS;
                beforeLength = 0;
                continue;
            }
            if (beforeLength > 0 && entries < LARGEST_TABLE) {
                // what came before, and the first byte of what comes now, which lies behind it
                start[entries] = before;
                length[entries++] = beforeLength + 1;
            }
            if (code >= entries || code > END && beforeLength == 0) {
                return at;
            }
            int made = code < CLEAR ? 1 : length[code];
            before = at;
            for (int k = 0; k < made && at < into.length; k++) {
                into[at] = code < CLEAR ? (byte) code : into[start[code] + k];
                at++;
            }
            beforeLength = made;
            if (entries >= (1 << bits) - 1 && bits < MOST_BITS) {
                bits++;
            }
        }
        return at;
    }
}
