package org.polyptych.io.tiff;

import org.polyptych.io.frames.Sample;
import org.polyptych.io.frames.StoredFrames;

/**
 * Frames whose numbers ImageJ calibrated with a straight line; so it keeps 16 bits with a sign, which it has no type for,
 * in 16 without: -32768 + stored.
 *
 * @param stored as they are in the file
 * @param line from the stored numbers to those that are meant
 */
record CalibratedFrames(StoredFrames stored, ImageJText.Line line) implements StoredFrames {
    private static final ImageJText.Line SIGNED = new ImageJText.Line(Short.MIN_VALUE, 1);

    @Override
    public int count() {
        return stored.count();
    }

    @Override
    public int rows() {
        return stored.rows();
    }

    @Override
    public int columns() {
        return stored.columns();
    }

    @Override
    public float[] values(int frame) {
        float[] values = stored.values(frame);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (line.c0() + line.c1() * values[i]);
        }
        return values;
    }

    @Override
    public void fetch(int[] frames) {
        stored.fetch(frames);
    }

    @Override
    public long heapBytes() {
        return stored.heapBytes();
    }

    @Override
    public boolean isUnsigned() {
        return false;
    }

    @Override
    public Sample sample() {
        return line.equals(SIGNED) && stored.sample() == Sample.UINT16 ? Sample.INT16 : Sample.FLOAT32;
    }

    @Override
    public String label(int frame) {
        return stored.label(frame);
    }
}
