package org.polyptych.io.codec;

import java.util.zip.DataFormatException;

/**
 * Bytes with a checksum behind them (HDF5's filter 3): two sums of 16-bit words modulo 65535, the second of the first's
 * running values. Old files have the bytes of each half the other way round, which the library accepts too.
 */
public final class Fletcher32 implements Decoder {
    private static final int LENGTH = Integer.BYTES;
    /** So many words can be added before a sum of ints runs over. */
    private static final int WORDS = 360;

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        int n = length - LENGTH;
        if (n < 0 || n > room) {
            throw Bytes.damaged("data of " + length + " bytes with their checksum where " + room + " are expected");
        }
        int stored = Bytes.littleInt(from, at + n);
        int sum = sum(from, at, n);
        int turned = (sum & 0x00ff00ff) << Byte.SIZE | sum >>> Byte.SIZE & 0x00ff00ff;
        if (stored != sum && stored != turned) {
            throw Bytes.damaged("the checksum is wrong");
        }
        System.arraycopy(from, at, into, to, n);
        return n;
    }

    @Override
    public long promised(byte[] from, int at, int length) {
        return length - LENGTH;
    }

    private static int sum(byte[] from, int at, int n) {
        int first = 0;
        int second = 0;
        int words = n / 2;
        int in = at;
        while (words > 0) {
            int some = Math.min(words, WORDS);
            words -= some;
            for (int k = 0; k < some; k++) {
                first += (from[in] & 0xff) << Byte.SIZE | from[in + 1] & 0xff;
                second += first;
                in += 2;
            }
            first = folded(first);
            second = folded(second);
        }
        if (n % 2 != 0) {
            first = folded(first + ((from[in] & 0xff) << Byte.SIZE));
            second = folded(second + first);
        }
        return folded(second) << Short.SIZE | folded(first);
    }

    private static int folded(int sum) {
        return (sum & 0xffff) + (sum >>> Short.SIZE);
    }
}
