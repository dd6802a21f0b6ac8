package org.polyptych.io;

import org.polyptych.physics.Frames;

/** Frames that a file holds as [x, y], turned one by one as they are read. */
public record TransposedFrames(Frames stored) implements Frames {
    @Override
    public int count() {
        return stored.count();
    }

    @Override
    public int rows() {
        return stored.columns();
    }

    @Override
    public int columns() {
        return stored.rows();
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
        int pixels = rows() * columns();
        float[] frame = new float[pixels];
        for (int k = 0; k < indices.length; k++) {
            System.arraycopy(buffer, k * pixels, frame, 0, pixels);
            turn(frame, stored.rows(), stored.columns(), buffer, k * pixels);
        }
    }

    /** From [row][column] to [column][row]. */
    private static void turn(float[] frame, int rows, int columns, float[] into, int at) {
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                into[at + c * rows + r] = frame[r * columns + c];
            }
        }
    }
}
