package org.polyptych.io;

import org.polyptych.core.BadInputException;
import org.polyptych.core.FftOrder;
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

    /**
     * The amplitudes of one frame whose stored numbers are read already.
     *
     * @param unsigned whether no number can be negative or no number at all
     * @param at where in the buffer they go
     * @return false, with the buffer as it was, for values that no detector gives
     */
    static boolean amplitudes(
            float[] stored, boolean unsigned, ReadOut readOut, int rows, int columns, float[] buffer, int at) {
        int n = stored.length;
        float[] amplitudes = stored;
        if (readOut instanceof Counts counts && counts.dark() == null && (unsigned || isPossible(stored))) {
            amplitudes = at == 0 ? buffer : stored;
            CountLoops.roots(stored, amplitudes, n);
        } else {
            for (int i = 0; i < n; i++) {
                double amplitude = readOut.amplitude(stored[i], i);
                if (amplitude != amplitude) {
                    return false;
                }
                amplitudes[i] = (float) amplitude;
            }
        }
        if (amplitudes != buffer) {
            System.arraycopy(amplitudes, 0, buffer, at, n);
        }
        if (readOut.isFftOrder()) {
            System.arraycopy(FftOrder.toCentred(amplitudes, rows, columns), 0, buffer, at, n);
        }
        return true;
    }

    private static boolean isPossible(float[] stored) {
        return CountLoops.least(stored, stored.length) >= 0
                && CountLoops.most(stored, stored.length) <= Float.MAX_VALUE;
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
