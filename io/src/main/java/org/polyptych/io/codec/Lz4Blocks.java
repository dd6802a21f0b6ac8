package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/**
 * What the HDF5 filter 32004 writes, as Eiger detectors do: the length of all (8 bytes, big-endian), that of a block (4);
 * then each block behind its compressed length (4), which is that of the block itself where it is stored as it was.
 */
public final class Lz4Blocks implements Decoder {
    private static final int HEADER = 12;

    private final Lz4 lz4 = new Lz4();

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        if (length < HEADER) {
            throw Bytes.damaged("LZ4 data without their header");
        }
        long bytes = Bytes.bigLong(from, at);
        long blockBytes = Bytes.bigInt(from, at + Long.BYTES) & 0xffffffffL;
        if (bytes < 0 || bytes > room || blockBytes == 0 && bytes > 0) {
            throw Bytes.damaged("LZ4 data for " + bytes + " bytes where " + room + " are expected");
        }
        int end = at + length;
        int in = at + HEADER;
        int done = 0;
        while (done < bytes) {
            int block = (int) Math.min(blockBytes, bytes - done);
            if (end - in < Integer.BYTES) {
                throw Bytes.damaged("LZ4 data cut short");
            }
            int packed = Bytes.bigInt(from, in);
            in += Integer.BYTES;
            if (packed < 0 || packed > end - in) {
                throw Bytes.damaged("LZ4 data cut short");
            }
            if (packed == block) {
                System.arraycopy(from, in, into, to + done, block);
            } else if (lz4.decode(from, in, packed, into, to + done, block) != block) {
                throw Bytes.damaged("a block of LZ4 data is shorter than it should be");
            }
            in += packed;
            done += block;
        }
        return done;
    }

    @Override
    public long promised(byte[] from, int at, int length) {
        return length < HEADER ? -1 : Bytes.bigLong(from, at);
    }
}
