package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5T_IEEE_F32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_IEEE_F64LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_DOUBLE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_FLOAT_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_INT64_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I64LE_g;

/** The library's types for Java's arrays: in memory, and as we write them. To be asked only under the lock. */
enum NumberType {
    FLOAT(4),
    DOUBLE(8),
    LONG(8);

    final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    long inMemory() {
        return switch (this) {
            case FLOAT -> H5T_NATIVE_FLOAT_g();
            case DOUBLE -> H5T_NATIVE_DOUBLE_g();
            case LONG -> H5T_NATIVE_INT64_g();
        };
    }

    long inFile() {
        return switch (this) {
            case FLOAT -> H5T_IEEE_F32LE_g();
            case DOUBLE -> H5T_IEEE_F64LE_g();
            case LONG -> H5T_STD_I64LE_g();
        };
    }
}
