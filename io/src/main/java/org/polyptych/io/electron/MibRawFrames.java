package org.polyptych.io.electron;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.polyptych.core.BadInputException;
import org.polyptych.io.frames.SharedFile;
import org.polyptych.io.frames.StoredFrames;

/**
 * Raw frames of a Merlin detector (R64), as its chips send them: big-endian words of 64 bits, in each of which the first
 * pixel is the lowest bits; a pixel takes 1, 8 or 16 bits for counters of 1, 6 or 12. Frames of 24 bits are two of 12,
 * the upper bits first. Of four chips (2x2) a row of the file holds a row of each chip, the last chip first; the lower
 * two chips stand on their head.
 */
final class MibRawFrames implements StoredFrames {
    private static final int WORD = 64;

    private final SharedFile file;
    private final MibHeader header;
    private final long stride;
    private final int count;
    private final boolean quad;
    /** Bits of a pixel in the file. */
    private final int bits;
    /** Pixels of a row of one chip. */
    private final int side;

    private final int rows;
    private final int columns;

    MibRawFrames(SharedFile file, MibHeader header, int count) {
        this.file = file;
        this.header = header;
        this.count = count;
        this.stride = header.bytes() + header.frameBytes(file.path().toString());
        this.bits = header.depth() == 1 ? 1 : header.depth() == 6 ? 8 : 16;
        this.quad = header.chips() == 4 && header.layout().equals("2x2");
        int stored = header.depth() == 24 ? header.columns() / 2 : header.columns();
        this.side = quad ? stored / 4 : stored;
        this.rows = quad ? 2 * header.rows() : header.rows();
        this.columns = quad ? 2 * side : stored;
        boolean known = quad ? header.depth() != 24 && stored == 4 * header.rows() : header.chips() == 1;
        if (!known || side * bits % WORD != 0 || side == 0) {
            throw new BadInputException(file.path() + ": raw Merlin frames of " + header.chips() + " chips ("
                    + header.layout() + ", " + header.columns() + " x " + header.rows() + " pixels, " + header.depth()
                    + " bits) are not known; known: one chip, and four as 2x2 up to 12 bits");
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public boolean isUnsigned() {
        return true;
    }

    @Override
    public String label(int frame) {
        return file.path().toString();
    }

    @Override
    public void fetch(int[] frames) {
        for (int frame : frames) {
            file.fetch(frame * stride, stride);
        }
    }

    @Override
    public float[] values(int frame) {
        ByteBuffer stored =
                file.read(header.bytes() + frame * stride, (int) (stride - header.bytes()), ByteOrder.BIG_ENDIAN);
        float[] pixels = new float[rows * columns];
        int rowBytes = side * bits / 8;
        if (quad) {
            for (int y = 0; y < rows; y++) {
                boolean upper = y < rows / 2;
                int storedRow = upper ? y : rows - 1 - y;
                for (int right = 0; right < 2; right++) {
                    int chip = (upper ? 3 : 1) - right;
                    row(stored, (storedRow * 4 + chip) * rowBytes, pixels, y * columns + right * side, !upper, 1);
                }
            }
        } else {
            boolean two = header.depth() == 24;
            for (int y = 0; y < rows; y++) {
                row(stored, y * rowBytes, pixels, y * columns, false, two ? 1 << 12 : 1);
                if (two) {
                    row(stored, (rows + y) * rowBytes, pixels, y * columns, false, 1);
                }
            }
        }
        return pixels;
    }

    /** Adds a row of one chip, from right to left if it stands on its head. */
    private void row(ByteBuffer stored, int from, float[] into, int at, boolean reversed, int weight) {
        int pixelsOfWord = WORD / bits;
        long mask = (1L << bits) - 1;
        for (int x = 0; x < side; x += pixelsOfWord) {
            long word = stored.getLong(from + x / pixelsOfWord * Long.BYTES);
            for (int k = x; k < x + pixelsOfWord; k++) {
                into[at + (reversed ? side - 1 - k : k)] += weight * (word & mask);
                word >>>= bits;
            }
        }
    }
}
