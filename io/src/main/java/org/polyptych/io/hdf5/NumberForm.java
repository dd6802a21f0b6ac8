package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5T_IEEE_F32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I16LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_U16LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_U32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_U8LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5Tequal;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How detectors write numbers, so that they can be understood without the library: little-endian. */
public enum NumberForm {
    UINT8(1, () -> H5T_STD_U8LE_g()),
    UINT16(2, () -> H5T_STD_U16LE_g()),
    UINT32(4, () -> H5T_STD_U32LE_g()),
    INT16(2, () -> H5T_STD_I16LE_g()),
    INT32(4, () -> H5T_STD_I32LE_g()),
    FLOAT32(4, () -> H5T_IEEE_F32LE_g());

    private final int bytes;
    private final LongSupplier type;

    NumberForm(int bytes, LongSupplier type) {
        this.bytes = bytes;
        this.type = type;
    }

    /** Of one number. */
    public int bytes() {
        return bytes;
    }

    /** Whether no such number is below zero. */
    public boolean isUnsigned() {
        return this == UINT8 || this == UINT16 || this == UINT32;
    }

    /** To be asked only under the lock. */
    static Optional<NumberForm> of(long type) {
        return Arrays.stream(values())
                .filter(form -> H5Tequal(type, form.type.getAsLong()) > 0)
                .findFirst();
    }
}
