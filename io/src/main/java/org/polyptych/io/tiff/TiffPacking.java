package org.polyptych.io.tiff;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.polyptych.core.BadInputException;

/** How a strip of a TIFF image is compressed. */
enum TiffPacking {
    NONE,
    LZW,
    DEFLATE,
    PACK_BITS;

    /** By the number of the tag Compression. */
    static Optional<TiffPacking> of(long code) {
        return switch ((int) code) {
            case 1 -> Optional.of(NONE);
            case 5 -> Optional.of(LZW);
            case 8, 32946 -> Optional.of(DEFLATE);
            case 32773 -> Optional.of(PACK_BITS);
            default -> Optional.empty();
        };
    }

    /**
     * The bytes of a strip.
     *
     * @param stored as they lie in the file
     * @param bytes how many there must be
     * @param label for messages
     * @throws BadInputException if there are not so many
     */
    byte[] unpacked(ByteBuffer stored, int bytes, String label) {
        byte[] into = new byte[bytes];
        int got =
                switch (this) {
                    case NONE -> {
                        int there = Math.min(bytes, stored.remaining());
                        stored.get(into, 0, there);
                        yield there;
                    }
                    case LZW -> TiffLzw.unpack(stored, into);
                    case DEFLATE -> inflate(stored, into);
                    case PACK_BITS -> unpackBits(stored, into);
                };
        if (got < bytes) {
            throw new BadInputException(
                    label + ": a strip has " + got + " of " + bytes + " bytes; the file is damaged");
        }
        return into;
    }

    private static int inflate(ByteBuffer stored, byte[] into) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored);
            int at = 0;
            while (at < into.length) {
                int got = inflater.inflate(into, at, into.length - at);
                if (got == 0) {
                    break;
                }
                at += got;
            }
            return at;
        } catch (DataFormatException e) {
            return 0;
        } finally {
            inflater.end();
        }
    }

    private static int unpackBits(ByteBuffer stored, byte[] into) {
        int at = 0;
        while (stored.remaining() > 1 && at < into.length) {
            int head = stored.get();
            if (head >= 0) {
                int run = Math.min(Math.min(head + 1, stored.remaining()), into.length - at);
                stored.get(into, at, run);
                at += run;
            } else if (head != Byte.MIN_VALUE) {
                byte value = stored.get();
                for (int k = 0; k <= -head && at < into.length; k++) {
                    into[at++] = value;
                }
            }
        }
        return at;
    }
}
