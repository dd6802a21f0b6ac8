package org.polyptych.io;

import org.polyptych.physics.Frames;

/**
 * A window of frames that a file holds larger, cut out as they are read.
 *
 * @param top first row of the window
 * @param left first column of the window
 */
public record CroppedFrames(Frames stored, int top, int left, int rows, int columns) implements Frames {
    public CroppedFrames {
        if (top < 0
                || left < 0
                || rows < 1
                || columns < 1
                || rows > stored.rows() - top
                || columns > stored.columns() - left) {
            throw new IllegalArgumentException("a window of " + rows + " x " + columns + " pixels at (" + top + ", "
                    + left + ") does not lie in frames of " + stored.rows() + " x " + stored.columns());
        }
    }

    @Override
    public int count() {
        return stored.count();
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
        for (int k = 0; k < indices.length; k++) {
            cut(stored.frame(indices[k]), buffer, k * rows * columns);
        }
    }

    private void cut(float[] frame, float[] into, int at) {
        for (int y = 0; y < rows; y++) {
            System.arraycopy(frame, (top + y) * stored.columns() + left, into, at + y * columns, columns);
        }
    }

    /** The same window of a mask. */
    public boolean[] cut(boolean[] mask) {
        boolean[] window = new boolean[rows * columns];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(mask, (top + y) * stored.columns() + left, window, y * columns, columns);
        }
        return window;
    }
}
