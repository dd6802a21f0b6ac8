package org.polyptych.physics.prepare;

import org.polyptych.physics.Frames;

/** Frames whose counts are spread evenly over S x S finer pixels. */
final class UpsampledFrames implements Frames {
    private final Frames all;
    private final int s;

    UpsampledFrames(Frames all, int s) {
        this.all = all;
        this.s = s;
    }

    /** The detector pixel on which a finer one lies, as indices row after row. */
    static int coarse(int fine, int columns, int s) {
        int row = fine / (columns * s);
        int column = fine % (columns * s);
        return row / s * columns + column / s;
    }

    @Override
    public int count() {
        return all.count();
    }

    @Override
    public int rows() {
        return all.rows() * s;
    }

    @Override
    public int columns() {
        return all.columns() * s;
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
        float[] coarse = new float[all.rows() * all.columns()];
        int pixels = rows() * columns();
        for (int k = 0; k < indices.length; k++) {
            all.read(new int[] {indices[k]}, coarse);
            for (int i = 0; i < pixels; i++) {
                buffer[k * pixels + i] = coarse[coarse(i, all.columns(), s)] / s;
            }
        }
    }
}
