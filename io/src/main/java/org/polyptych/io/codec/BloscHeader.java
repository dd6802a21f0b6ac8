package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/**
 * The 16 bytes in front of what Blosc 1 writes (README_CHUNK_FORMAT.rst of c-blosc 1.21).
 *
 * @param format how blocks are compressed: 0 BloscLZ, 1 LZ4, 2 Snappy, 3 zlib, 4 Zstandard
 * @param size bytes of a number
 * @param bytes of all that is in it
 * @param block bytes of a block
 */
record BloscHeader(int flags, int format, int size, int bytes, int block) {
    static final int LENGTH = 16;

    private static final int SHUFFLED = 1;
    private static final int COPIED = 2;
    private static final int BIT_SHUFFLED = 4;
    private static final int WHOLE = 16;
    private static final int FORMAT_BIT = 5;
    private static final int NEWEST = 2;

    /** Blocks of larger numbers, or of fewer than so many, are not split. */
    private static final int LARGEST_TO_SPLIT = 16;

    private static final int FEWEST_TO_SPLIT = 128;

    static BloscHeader read(byte[] from, int at, int length, int room) throws DataFormatException {
        if (length < LENGTH) {
            throw Bytes.damaged("Blosc data without their header");
        }
        int version = from[at];
        if (version < 1 || version > NEWEST) {
            throw Bytes.damaged("Blosc data of version " + version + "; up to " + NEWEST + " can be read");
        }
        int flags = from[at + 2] & 0xff;
        int size = Math.max(1, from[at + 3] & 0xff);
        int bytes = Bytes.littleInt(from, at + 4);
        int block = Bytes.littleInt(from, at + 8);
        int whole = Bytes.littleInt(from, at + 12);
        if (bytes < 0 || bytes > room) {
            throw Bytes.damaged("Blosc data for " + bytes + " bytes where " + room + " are expected");
        }
        if (whole < LENGTH || whole > length) {
            throw Bytes.damaged("Blosc data of " + whole + " bytes, of which " + length + " are there");
        }
        if (bytes > 0 && block <= 0) {
            throw Bytes.damaged("Blosc data in blocks of " + block + " bytes");
        }
        return new BloscHeader(flags, flags >>> FORMAT_BIT, size, bytes, block);
    }

    boolean isCopied() {
        return (flags & COPIED) != 0;
    }

    boolean isShuffled() {
        return (flags & SHUFFLED) != 0 && size > 1;
    }

    /** Blocks shorter than a number cannot be. */
    boolean isBitShuffled(int blockBytes) {
        return (flags & BIT_SHUFFLED) != 0 && blockBytes >= size;
    }

    /** How many parts of a block are compressed each by itself. */
    int parts(int blockBytes) {
        boolean split = (flags & WHOLE) == 0
                && blockBytes == block
                && size <= LARGEST_TO_SPLIT
                && blockBytes / size >= FEWEST_TO_SPLIT;
        return split ? size : 1;
    }
}
