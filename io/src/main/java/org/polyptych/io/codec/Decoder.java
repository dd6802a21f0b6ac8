package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/**
 * Makes compressed bytes plain. Safe for use by several threads; never reads or writes outside the given ranges, and
 * allocates no more than the room that the caller gives (times a small number).
 */
@FunctionalInterface
public interface Decoder {
    /**
     * Decodes {@code length} bytes of {@code from}, from {@code at} on, into at most {@code room} bytes of {@code into},
     * from {@code to} on. Bytes of the room beyond those that are decoded may be overwritten.
     *
     * @return how many bytes were decoded
     * @throws DataFormatException if the bytes are damaged, or do not fit into the room
     * @throws IndexOutOfBoundsException if a range does not lie in its array
     */
    int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException;

    /** How many bytes will come out, as the compressed bytes themselves say; negative where they do not. */
    default long promised(byte[] from, int at, int length) {
        return -1;
    }
}
