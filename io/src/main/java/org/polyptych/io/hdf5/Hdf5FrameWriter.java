package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5S_SELECT_SET;
import static org.bytedeco.hdf5.global.hdf5.H5Screate_simple;
import static org.bytedeco.hdf5.global.hdf5.H5Sselect_hyperslab;

import org.bytedeco.javacpp.DoublePointer;

/** A dataset [frame, y, x] that is being filled; see {@link Hdf5Writer#frames}. */
public final class Hdf5FrameWriter implements AutoCloseable {
    private final Handle dataset;
    private final long[] shape;
    private final String failure;
    private boolean closed;

    Hdf5FrameWriter(Handle dataset, long[] shape, String failure) {
        this.dataset = dataset;
        this.shape = shape;
        this.failure = failure;
    }

    /**
     * Writes neighbouring frames.
     *
     * @param first index of the first one
     * @param values whole frames; each value must fit the dataset's type
     */
    public void write(long first, double[] values) {
        long[] start = {first, 0, 0};
        long[] count = {values.length / (shape[1] * shape[2]), shape[1], shape[2]};
        Hdf5Library.run(() -> {
            try (DoublePointer buffer = new DoublePointer(values);
                    Handle inFile = Handle.space(H5Screate_simple(3, shape, (long[]) null), failure);
                    Handle inMemory = Handle.space(H5Screate_simple(3, count, (long[]) null), failure)) {
                Handle.check(
                        H5Sselect_hyperslab(inFile.id(), H5S_SELECT_SET, start, null, count, (long[]) null), failure);
                long type = NumberType.DOUBLE.inMemory();
                Handle.check(H5Dwrite(dataset.id(), type, inMemory.id(), inFile.id(), H5P_DEFAULT, buffer), failure);
            }
        });
    }

    @Override
    public void close() {
        Hdf5Library.run(() -> {
            if (!closed) {
                closed = true;
                dataset.close();
            }
        });
    }
}
