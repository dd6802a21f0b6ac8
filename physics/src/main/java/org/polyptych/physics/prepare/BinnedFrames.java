package org.polyptych.physics.prepare;

import java.util.Arrays;
import org.polyptych.physics.Frames;

/** Frames on larger detector pixels: the counts of B x B pixels added. */
final class BinnedFrames implements Frames {
    private final Frames all;
    private final int b;

    /** @param b divides both sides of the frames */
    BinnedFrames(Frames all, int b) {
        this.all = all;
        this.b = b;
    }

    @Override
    public int count() {
        return all.count();
    }

    @Override
    public int rows() {
        return all.rows() / b;
    }

    @Override
    public int columns() {
        return all.columns() / b;
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
        float[] fine = new float[all.rows() * all.columns()];
        int pixels = rows() * columns();
        double[] sums = new double[columns()];
        for (int k = 0; k < indices.length; k++) {
            all.read(new int[] {indices[k]}, fine);
            for (int row = 0; row < rows(); row++) {
                Arrays.fill(sums, 0);
                for (int y = row * b; y < (row + 1) * b; y++) {
                    add(fine, y * all.columns(), sums);
                }
                for (int x = 0; x < sums.length; x++) {
                    buffer[k * pixels + row * sums.length + x] = (float) Math.sqrt(sums[x]);
                }
            }
        }
    }

    /** The counts of one row of the detector, from a place of its amplitudes on. */
    private void add(float[] amplitudes, int from, double[] sums) {
        for (int x = 0; x < sums.length; x++) {
            for (int i = from + x * b; i < from + (x + 1) * b; i++) {
                sums[x] += (double) amplitudes[i] * amplitudes[i];
            }
        }
    }
}
