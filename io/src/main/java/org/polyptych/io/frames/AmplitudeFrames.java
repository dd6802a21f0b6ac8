package org.polyptych.io.frames;

/** Frames that stay in their file, which holds their amplitudes as they are. */
public record AmplitudeFrames(StoredFrames stored) implements ReadWhenAsked {
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
