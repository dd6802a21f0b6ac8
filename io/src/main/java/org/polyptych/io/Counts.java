package org.polyptych.io;

import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;

/** Turns counts into amplitudes and refuses what no detector counts. */
final class Counts {
    private Counts() {}

    /** Reads frames {@code first} to {@code first + count - 1} of a dataset [frame, y, x] as amplitudes. */
    static float[] readAmplitudes(Hdf5Dataset dataset, int first, int count) {
        long[] shape = dataset.shape();
        float[] values = dataset.floats(new long[] {first, 0, 0}, new long[] {count, shape[1], shape[2]});
        int columns = (int) shape[2];
        int pixels = (int) shape[1] * columns;
        for (int i = 0; i < values.length; i++) {
            float counts = values[i];
            if (!(counts >= 0 && counts < Float.POSITIVE_INFINITY)) {
                int pixel = i % pixels;
                throw new BadInputException(dataset.label() + ": frame " + (first + i / pixels) + ", pixel (y "
                        + pixel / columns + ", x " + pixel % columns + ") is "
                        + counts + "; counts must be finite and not negative");
            }
            values[i] = (float) Math.sqrt(counts);
        }
        return values;
    }
}
