package org.polyptych.physics;

/** Frames held in memory, one array each. */
public final class MemoryFrames implements Frames {
    private final int rows;
    private final int columns;
    private final float[][] amplitudes;

    /** @param amplitudes one array of {@code rows * columns} amplitudes a frame; kept, not copied */
    public MemoryFrames(int rows, int columns, float[][] amplitudes) {
        for (float[] frame : amplitudes) {
            if (frame.length != rows * columns) {
                throw new IllegalArgumentException("a frame of " + rows + " x " + columns + " needs " + rows * columns
                        + " values, got " + frame.length);
            }
        }
        this.rows = rows;
        this.columns = columns;
        this.amplitudes = amplitudes;
    }

    @Override
    public int count() {
        return amplitudes.length;
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
    public long heapBytes() {
        return (long) amplitudes.length * rows * columns * Float.BYTES;
    }

    @Override
    public void read(int[] indices, float[] buffer) {
        int pixels = rows * columns;
        for (int k = 0; k < indices.length; k++) {
            System.arraycopy(amplitudes[indices[k]], 0, buffer, k * pixels, pixels);
        }
    }
}
