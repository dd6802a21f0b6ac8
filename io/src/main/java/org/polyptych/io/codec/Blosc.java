package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/**
 * A container of Blosc 1, as HDF5's filter 32001, areaDetector and Zarr write it: blocks, each shuffled by bytes or bits,
 * perhaps split into parts, and compressed by one of five methods.
 */
public final class Blosc implements Decoder {
    private static final Decoder[] METHODS = {new BloscLz(), new Lz4(), new Snappy(), new Zlib(), new Zstandard()};

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        BloscHeader header = BloscHeader.read(from, at, length, room);
        int bytes = header.bytes();
        if (bytes == 0) {
            return 0;
        }
        if (header.isCopied()) {
            if (bytes > length - BloscHeader.LENGTH) {
                throw shortened();
            }
            System.arraycopy(from, at + BloscHeader.LENGTH, into, to, bytes);
            return bytes;
        }
        if (header.format() >= METHODS.length) {
            throw Bytes.damaged("Blosc data compressed by a method with the number " + header.format() + "; 0 to "
                    + (METHODS.length - 1) + " can be read");
        }
        int blocks = (bytes - 1) / header.block() + 1;
        if (blocks > (length - BloscHeader.LENGTH) / Integer.BYTES) {
            throw shortened();
        }
        byte[] scratch = new byte[Math.min(bytes, header.block())];
        BitShuffle bits = new BitShuffle(header.size());
        for (int k = 0; k < blocks; k++) {
            int start = Bytes.littleInt(from, at + BloscHeader.LENGTH + k * Integer.BYTES);
            int first = k * header.block();
            int blockBytes = Math.min(header.block(), bytes - first);
            if (start < BloscHeader.LENGTH || start > length) {
                throw shortened();
            }
            boolean byBits = header.isBitShuffled(blockBytes);
            if (!header.isShuffled() && !byBits) {
                parts(header, from, at + start, at + length, into, to + first, blockBytes);
                continue;
            }
            parts(header, from, at + start, at + length, scratch, 0, blockBytes);
            if (header.isShuffled()) {
                ByteShuffle.unshuffle(scratch, 0, blockBytes, into, to + first, header.size());
            } else {
                unshuffleBits(bits, header.size(), scratch, into, to + first, blockBytes);
            }
        }
        return bytes;
    }

    @Override
    public long promised(byte[] from, int at, int length) {
        return length < BloscHeader.LENGTH ? -1 : Bytes.littleInt(from, at + Integer.BYTES);
    }

    private static void parts(BloscHeader header, byte[] from, int start, int end, byte[] into, int to, int blockBytes)
            throws DataFormatException {
        int parts = header.parts(blockBytes);
        int part = blockBytes / parts;
        if (part * parts != blockBytes) {
            throw Bytes.damaged("Blosc data in blocks of " + blockBytes + " bytes for numbers of " + header.size());
        }
        int in = start;
        for (int k = 0; k < parts; k++) {
            if (end - in < Integer.BYTES) {
                throw shortened();
            }
            int packed = Bytes.littleInt(from, in);
            in += Integer.BYTES;
            if (packed < 0 || packed > end - in) {
                throw shortened();
            }
            if (packed == part) {
                System.arraycopy(from, in, into, to + k * part, part);
            } else if (METHODS[header.format()].decode(from, in, packed, into, to + k * part, part) != part) {
                throw Bytes.damaged("a block of Blosc data is shorter than it should be");
            }
            in += packed;
        }
    }

    /** The whole block is shuffled at once, unless it does not hold a multiple of eight numbers. */
    private static void unshuffleBits(BitShuffle bits, int size, byte[] from, byte[] into, int to, int blockBytes) {
        int numbers = blockBytes / size;
        int shuffled = numbers % Byte.SIZE == 0 ? numbers * size : 0;
        if (shuffled > 0) {
            bits.unshuffle(from, 0, into, to, numbers);
        }
        System.arraycopy(from, shuffled, into, to + shuffled, blockBytes - shuffled);
    }

    private static DataFormatException shortened() {
        return Bytes.damaged("Blosc data cut short");
    }
}
