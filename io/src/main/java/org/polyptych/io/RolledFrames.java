package org.polyptych.io;

import org.polyptych.core.FftOrder;
import org.polyptych.physics.Frames;

/** Frames from FFT order to the zero frequency at N/2, one by one as they are read. */
record RolledFrames(Frames stored) implements Frames {
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
    public long heapBytes() {
        return stored.heapBytes();
    }

    @Override
    public void fetch(int[] indices) {
        stored.fetch(indices);
    }

    @Override
    public void read(int[] indices, float[] buffer) {
        stored.read(indices, buffer);
        roll(buffer, indices.length, rows(), columns());
    }

    /** Rolls the first frames of a block, in place. */
    static void roll(float[] frames, int count, int rows, int columns) {
        int pixels = rows * columns;
        float[] frame = new float[pixels];
        for (int k = 0; k < count; k++) {
            System.arraycopy(frames, k * pixels, frame, 0, pixels);
            System.arraycopy(FftOrder.toCentred(frame, rows, columns), 0, frames, k * pixels, pixels);
        }
    }

    static boolean[] rolled(boolean[] mask, int rows, int columns) {
        float[] values = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            values[i] = mask[i] ? 1 : 0;
        }
        roll(values, 1, rows, columns);
        boolean[] rolled = new boolean[mask.length];
        for (int i = 0; i < mask.length; i++) {
            rolled[i] = values[i] > 0;
        }
        return rolled;
    }
}
