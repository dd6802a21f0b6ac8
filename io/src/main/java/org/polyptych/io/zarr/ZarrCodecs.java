package org.polyptych.io.zarr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import org.polyptych.io.codec.Blosc;
import org.polyptych.io.codec.ByteShuffle;
import org.polyptych.io.codec.Decoder;
import org.polyptych.io.codec.Lz4;
import org.polyptych.io.codec.Zlib;
import org.polyptych.io.codec.Zstandard;

/** Decoders by the names that Zarr gives them, in version 2 (numcodecs) and 3. */
final class ZarrCodecs {
    static final String KNOWN = "blosc, gzip, zlib, zstd, lz4, shuffle, crc32c";

    private ZarrCodecs() {}

    /**
     * The decoder of such a name.
     *
     * @param elementBytes bytes of a number, where the codec sorts by them
     */
    static Optional<Decoder> of(String name, int elementBytes) {
        return switch (name.replaceFirst("^numcodecs\\.", "")) {
            case "blosc" -> Optional.of(new Blosc());
            case "zlib" -> Optional.of(new Zlib());
            case "gzip" -> Optional.of(ZarrCodecs::gunzip);
            case "zstd" -> Optional.of(new Zstandard());
            case "lz4" -> Optional.of(ZarrCodecs::lz4);
            case "shuffle" -> Optional.of(shuffle(Math.max(1, elementBytes)));
            case "crc32c" -> Optional.of(ZarrCodecs::checked);
            default -> Optional.empty();
        };
    }

    private static Decoder shuffle(int elementBytes) {
        return (from, at, length, into, to, room) -> {
            if (length > room) {
                throw new DataFormatException("shuffled data of " + length + " bytes where " + room + " are expected");
            }
            ByteShuffle.unshuffle(from, at, length, into, to, elementBytes);
            return length;
        };
    }

    private static int gunzip(byte[] from, int at, int length, byte[] into, int to, int room)
            throws DataFormatException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(from, at, length))) {
            int got = in.readNBytes(into, to, room);
            if (in.read() >= 0) {
                throw new DataFormatException("gzip data for more than the " + room + " bytes expected");
            }
            return got;
        } catch (IOException e) {
            throw (DataFormatException) new DataFormatException("damaged gzip data").initCause(e);
        }
    }

    /** One block of LZ4 behind its plain length, in 4 bytes. */
    private static int lz4(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        if (length < Integer.BYTES) {
            throw new DataFormatException("LZ4 data cut short");
        }
        int plain = ByteBuffer.wrap(from).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
        if (plain < 0 || plain > room) {
            throw new DataFormatException("LZ4 data of " + plain + " bytes where " + room + " are expected");
        }
        return new Lz4().decode(from, at + Integer.BYTES, length - Integer.BYTES, into, to, plain);
    }

    /** Bytes with their checksum behind them. */
    private static int checked(byte[] from, int at, int length, byte[] into, int to, int room)
            throws DataFormatException {
        int plain = length - Integer.BYTES;
        if (plain < 0 || plain > room) {
            throw new DataFormatException("checked data of " + length + " bytes where " + room + " are expected");
        }
        CRC32C sum = new CRC32C();
        sum.update(from, at, plain);
        if ((int) sum.getValue()
                != ByteBuffer.wrap(from).order(ByteOrder.LITTLE_ENDIAN).getInt(at + plain)) {
            throw new DataFormatException("the checksum is wrong");
        }
        System.arraycopy(from, at, into, to, plain);
        return plain;
    }
}
