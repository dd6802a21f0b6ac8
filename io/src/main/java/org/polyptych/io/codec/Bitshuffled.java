package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/**
 * What the HDF5 filter 32008 writes: blocks of bit-shuffled numbers, each perhaps compressed. The last block may be
 * shorter, by multiples of eight numbers; fewer than eight stand at the end as they were. In front of compressed blocks
 * stand the length of all (8 bytes, big-endian) and of a block (4), in front of each its compressed length (4).
 */
public final class Bitshuffled implements Decoder {
    private static final int HEADER = 12;
    private static final int USUAL_BLOCK_BYTES = 8192;
    private static final int SHORTEST_USUAL_BLOCK = 128;

    private final int size;
    private final int block;
    private final Decoder inner;

    /**
     * @param size bytes of a number
     * @param block numbers in a block, 0 for the usual; where blocks are compressed they say it themselves
     * @param inner how blocks are compressed; null if they are not
     * @throws IllegalArgumentException if no such shuffling exists
     */
    public Bitshuffled(int size, int block, Decoder inner) {
        if (size < 1 || block < 0 || block % Byte.SIZE != 0) {
            throw new IllegalArgumentException(
                    "numbers of " + size + " bytes in blocks of " + block + " (a multiple of 8 is expected)");
        }
        this.size = size;
        this.block = block == 0 ? usualBlock(size) : block;
        this.inner = inner;
    }

    /** Numbers in a block, unless a writer wishes otherwise. */
    private static int usualBlock(int size) {
        return Math.max(SHORTEST_USUAL_BLOCK, USUAL_BLOCK_BYTES / size / Byte.SIZE * Byte.SIZE);
    }

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        return inner == null ? plain(from, at, length, into, to, room) : compressed(from, at, length, into, to, room);
    }

    @Override
    public long promised(byte[] from, int at, int length) {
        return inner == null ? length : length < HEADER ? -1 : Bytes.bigLong(from, at);
    }

    private int plain(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        if (length > room) {
            throw Bytes.damaged("bit-shuffled data of " + length + " bytes where " + room + " are expected");
        }
        BitShuffle shuffle = new BitShuffle(size);
        int numbers = length / size;
        int done = 0;
        for (int n = block; done < numbers; done += n) {
            n = next(numbers - done, block);
            if (n == 0) {
                break;
            }
            shuffle.unshuffle(from, at + done * size, into, to + done * size, n);
        }
        System.arraycopy(from, at + done * size, into, to + done * size, length - done * size);
        return length;
    }

    private int compressed(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        if (length < HEADER) {
            throw Bytes.damaged("bit-shuffled data without its header");
        }
        long bytes = Bytes.bigLong(from, at);
        long blockBytes = Bytes.bigInt(from, at + Long.BYTES) & 0xffffffffL;
        if (bytes < 0 || bytes > room || bytes % size != 0) {
            throw Bytes.damaged("bit-shuffled data for " + bytes + " bytes where " + room + " are expected");
        }
        if (blockBytes == 0 || blockBytes % ((long) Byte.SIZE * size) != 0) {
            throw Bytes.damaged("bit-shuffled data in blocks of " + blockBytes + " bytes");
        }
        int end = at + length;
        int in = at + HEADER;
        int numbers = (int) bytes / size;
        int most = (int) Math.min(blockBytes, bytes) / size;
        byte[] scratch = new byte[most * size];
        BitShuffle shuffle = new BitShuffle(size);
        int done = 0;
        while (numbers - done >= Byte.SIZE) {
            int n = next(numbers - done, (int) Math.min(blockBytes / size, Integer.MAX_VALUE));
            if (end - in < Integer.BYTES) {
                throw shortened();
            }
            int packed = Bytes.bigInt(from, in);
            in += Integer.BYTES;
            if (packed < 0 || packed > end - in) {
                throw shortened();
            }
            if (inner.decode(from, in, packed, scratch, 0, n * size) != n * size) {
                throw Bytes.damaged("a block of bit-shuffled data is shorter than it should be");
            }
            in += packed;
            shuffle.unshuffle(scratch, 0, into, to + done * size, n);
            done += n;
        }
        int left = (numbers - done) * size;
        if (left > end - in) {
            throw shortened();
        }
        System.arraycopy(from, in, into, to + done * size, left);
        return (int) bytes;
    }

    /** Numbers in the next block. */
    private static int next(int left, int block) {
        return Math.min(block, left / Byte.SIZE * Byte.SIZE);
    }

    private static DataFormatException shortened() {
        return Bytes.damaged("bit-shuffled data cut short");
    }
}
