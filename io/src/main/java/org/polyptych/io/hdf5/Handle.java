package org.polyptych.io.hdf5;

import java.util.function.LongToIntFunction;
import org.bytedeco.hdf5.global.hdf5;
import org.polyptych.core.BadInputException;

/**
 * An open handle of the C library, for try-with-resources. A negative number from the library means that the call
 * failed and becomes an exception with the given line.
 */
record Handle(long id, LongToIntFunction closer) implements AutoCloseable {
    static Handle file(long id, String failure) {
        return of(id, hdf5::H5Fclose, failure);
    }

    static Handle group(long id, String failure) {
        return of(id, hdf5::H5Gclose, failure);
    }

    static Handle object(long id, String failure) {
        return of(id, hdf5::H5Oclose, failure);
    }

    static Handle dataset(long id, String failure) {
        return of(id, hdf5::H5Dclose, failure);
    }

    static Handle attribute(long id, String failure) {
        return of(id, hdf5::H5Aclose, failure);
    }

    static Handle space(long id, String failure) {
        return of(id, hdf5::H5Sclose, failure);
    }

    static Handle type(long id, String failure) {
        return of(id, hdf5::H5Tclose, failure);
    }

    static Handle properties(long id, String failure) {
        return of(id, hdf5::H5Pclose, failure);
    }

    private static Handle of(long id, LongToIntFunction closer, String failure) {
        check(id, failure);
        return new Handle(id, closer);
    }

    /** Throws if the library said that a call failed. */
    static void check(long status, String failure) {
        if (status < 0) {
            throw new BadInputException(failure);
        }
    }

    @Override
    public void close() {
        if (!Hdf5Library.isStuck()) {
            closer.applyAsInt(id);
        }
    }
}
