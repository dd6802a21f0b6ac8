package org.polyptych.physics.prepare;

import org.polyptych.physics.Frames;

/** Frames less a background, in counts; what falls below 0 is 0. */
final class SubtractedFrames implements Frames {
    private final Frames all;
    private final float[] background;

    /** @param background counts, [row][column] as frames in files */
    SubtractedFrames(Frames all, float[] background) {
        this.all = all;
        this.background = background;
    }

    @Override
    public int count() {
        return all.count();
    }

    @Override
    public int rows() {
        return all.rows();
    }

    @Override
    public int columns() {
        return all.columns();
    }

    @Override
    public long heapBytes() {
        return all.heapBytes();
    }

    @Override
    public void fetch(int[] indices) {
        all.fetch(indices);
    }

    @Override
    public void read(int[] indices, float[] buffer) {
        all.read(indices, buffer);
        for (int k = 0; k < indices.length; k++) {
            subtract(buffer, k * background.length);
        }
    }

    /** Amplitudes from a place of the buffer on; NaN stays NaN. */
    private void subtract(float[] amplitudes, int from) {
        for (int i = 0; i < background.length; i++) {
            double amplitude = amplitudes[from + i];
            amplitudes[from + i] = (float) Math.sqrt(Math.max(0, amplitude * amplitude - background[i]));
        }
    }
}
