package org.polyptych.io.frames;

import org.polyptych.physics.Frames;

/** Frames that stay in their file, which holds their amplitudes as they are. */
public record AmplitudeFrames(StoredFrames stored) implements Frames {
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
    public void fetch(int[] indices) {
        stored.fetch(indices);
    }

    @Override
    public long heapBytes() {
        return stored.heapBytes();
    }

    /** @throws org.polyptych.core.BadInputException naming frame and pixel, for a value that is no amplitude */
    @Override
    public void read(int[] indices, float[] buffer) {
        for (int k = 0; k < indices.length; k++) {
            float[] values = stored.values(indices[k]);
            if (!stored.isUnsigned()) {
                CountFrames.check(stored, values, indices[k], "amplitudes");
            }
            System.arraycopy(values, 0, buffer, k * values.length, values.length);
        }
    }
}
