package org.polyptych.io.frames;

import java.nio.ByteOrder;
import org.polyptych.core.BadInputException;

/**
 * Frames at equal distances in a plain file, their numbers as they are.
 *
 * @param file where they lie
 * @param sample how a number is stored
 * @param order of the bytes of a number
 * @param first byte at which frame 0 begins
 * @param stride bytes from one frame to the next; what lies between them is skipped
 * @param count number of frames
 * @param rows rows of a frame
 * @param columns columns of a frame
 */
public record FlatFrames(
        SharedFile file, Sample sample, ByteOrder order, long first, long stride, int count, int rows, int columns)
        implements StoredFrames {

    public FlatFrames {
        long bytes = FrameSize.bytes(rows, columns, sample, file.path().toString());
        if (count < 1) {
            throw new BadInputException(file.path() + ": the scan has no frames");
        }
        if (first < 0 || stride < bytes || (file.size() - first - bytes) / stride < count - 1) {
            throw new BadInputException(file.path() + ": cut short: " + count + " frames of " + rows + " x " + columns
                    + " pixels need more than its " + file.size() + " bytes");
        }
    }

    /** Frames one behind the other. */
    public FlatFrames(SharedFile file, Sample sample, ByteOrder order, long first, int count, int rows, int columns) {
        this(file, sample, order, first, (long) rows * columns * sample.bytes(), count, rows, columns);
    }

    @Override
    public float[] values(int frame) {
        float[] values = new float[rows * columns];
        sample.decode(file.read(first + frame * stride, bytes(), order), values, values.length);
        return values;
    }

    private int bytes() {
        return rows * columns * sample.bytes();
    }

    @Override
    public void fetch(int[] frames) {
        for (int frame : frames) {
            file.fetch(first + frame * stride, bytes());
        }
    }

    @Override
    public boolean isUnsigned() {
        return sample.isUnsigned();
    }

    @Override
    public String label(int frame) {
        return file.path().toString();
    }
}
