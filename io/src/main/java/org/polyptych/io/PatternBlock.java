package org.polyptych.io;

import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;

/** Neighbouring frames of a dataset [frame, y, x], read at once. */
final class PatternBlock {
    private PatternBlock() {}

    /**
     * Reads frames {@code first} to {@code first + count - 1} as amplitudes, zero frequency at N/2.
     *
     * @throws BadInputException naming frame and pixel, for a value that no detector gives
     */
    static float[] read(Hdf5Dataset dataset, ReadOut readOut, int first, int count) {
        long[] shape = dataset.shape();
        long[] start = {first, 0, 0};
        long[] size = {count, shape[1], shape[2]};
        int pixels = (int) (shape[1] * shape[2]);
        float[] values;
        if (dataset.isDouble()) {
            double[] stored = dataset.doubles(start, size);
            values = new float[stored.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = checked(dataset, readOut, stored[i], i, first, pixels);
            }
        } else {
            values = dataset.floats(start, size);
            for (int i = 0; i < values.length; i++) {
                values[i] = checked(dataset, readOut, values[i], i, first, pixels);
            }
        }
        if (readOut.isFftOrder()) {
            RolledFrames.roll(values, count, (int) shape[1], (int) shape[2]);
        }
        return values;
    }

    private static float checked(Hdf5Dataset dataset, ReadOut readOut, double stored, int i, int first, int pixels) {
        int pixel = i % pixels;
        double amplitude = readOut.amplitude(stored, pixel);
        if (amplitude != amplitude) {
            int columns = (int) dataset.shape()[2];
            throw new BadInputException(dataset.label() + ": frame " + (first + i / pixels) + ", pixel (y "
                    + pixel / columns + ", x " + pixel % columns + ") is " + (float) stored + "; " + readOut.rule());
        }
        return (float) amplitude;
    }
}
