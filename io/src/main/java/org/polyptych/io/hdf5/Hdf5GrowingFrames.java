package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Dflush;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_space;
import static org.bytedeco.hdf5.global.hdf5.H5Dset_extent;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5S_SELECT_SET;
import static org.bytedeco.hdf5.global.hdf5.H5Screate_simple;
import static org.bytedeco.hdf5.global.hdf5.H5Sselect_hyperslab;

import org.bytedeco.javacpp.DoublePointer;

/** A dataset [frame, y, x] that becomes longer; see {@link Hdf5Writer#growingFrames}. */
public final class Hdf5GrowingFrames implements AutoCloseable {
    private final Handle dataset;
    private final int rows;
    private final int columns;
    private final String failure;
    private long count;
    private boolean closed;

    Hdf5GrowingFrames(Handle dataset, int rows, int columns, String failure) {
        this.dataset = dataset;
        this.rows = rows;
        this.columns = columns;
        this.failure = failure;
    }

    /**
     * Adds a frame, and shows it to others.
     *
     * @param values each must fit the dataset's type
     */
    public void add(double[] values) {
        long[] shape = {count + 1, rows, columns};
        long[] start = {count, 0, 0};
        long[] one = {1, rows, columns};
        Hdf5Library.run(() -> {
            Handle.check(H5Dset_extent(dataset.id(), shape), failure);
            try (DoublePointer buffer = new DoublePointer(values);
                    Handle inFile = Handle.space(H5Dget_space(dataset.id()), failure);
                    Handle inMemory = Handle.space(H5Screate_simple(3, one, (long[]) null), failure)) {
                Handle.check(
                        H5Sselect_hyperslab(inFile.id(), H5S_SELECT_SET, start, null, one, (long[]) null), failure);
                long type = NumberType.DOUBLE.inMemory();
                Handle.check(H5Dwrite(dataset.id(), type, inMemory.id(), inFile.id(), H5P_DEFAULT, buffer), failure);
            }
            Handle.check(H5Dflush(dataset.id()), failure);
        });
        count++;
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
