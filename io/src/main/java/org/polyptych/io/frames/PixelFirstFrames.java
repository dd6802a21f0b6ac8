package org.polyptych.io.frames;

import java.nio.ByteOrder;
import org.polyptych.core.BadInputException;

/**
 * Frames that lie pixel by pixel: first the first pixel of all frames, then the second, and so on. Since a frame of them
 * is everywhere in the file, all are read at once into memory.
 */
public final class PixelFirstFrames implements StoredFrames {
    private final String label;
    private final boolean unsigned;
    private final int rows;
    private final int columns;
    private final float[][] frames;

    /**
     * @param first byte at which the numbers begin
     * @throws BadInputException if they do not lie in the file, or take more than half of the memory
     */
    public PixelFirstFrames(
            SharedFile file, Sample sample, ByteOrder order, long first, int count, int rows, int columns) {
        this.label = file.path().toString();
        this.unsigned = sample.isUnsigned();
        this.rows = rows;
        this.columns = columns;
        FrameSize.bytes(rows, columns, sample, label);
        int pixels = rows * columns;
        double bytes = (double) pixels * count * sample.bytes();
        if (first < 0 || bytes > file.size() - first) {
            throw new BadInputException(label + ": cut short: " + count + " frames of " + rows + " x " + columns
                    + " pixels need more than its " + file.size() + " bytes");
        }
        double needed = (double) pixels * count * Float.BYTES;
        if (needed > Runtime.getRuntime().maxMemory() / 2.0 || (long) count * sample.bytes() > Integer.MAX_VALUE - 8) {
            throw new BadInputException(String.format(
                    "%s: its frames lie pixel by pixel, so that all must be read into memory: %.1f GB, and Java has"
                            + " %.1f (half of it is used); save them frame by frame, or give Java more",
                    label, needed / 1e9, Runtime.getRuntime().maxMemory() / 1e9));
        }
        this.frames = new float[count][pixels];
        float[] run = new float[count];
        for (int i = 0; i < pixels; i++) {
            int runBytes = count * sample.bytes();
            sample.decode(file.read(first + (long) i * runBytes, runBytes, order), run, count);
            for (int j = 0; j < count; j++) {
                frames[j][i] = run[j];
            }
        }
    }

    @Override
    public int count() {
        return frames.length;
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
    public float[] values(int frame) {
        return frames[frame].clone();
    }

    @Override
    public boolean isUnsigned() {
        return unsigned;
    }

    @Override
    public String label(int frame) {
        return label;
    }

    @Override
    public long heapBytes() {
        return (long) frames.length * rows * columns * Float.BYTES;
    }
}
