package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5T_IEEE_F32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_IEEE_F64LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_U16LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_U32LE_g;

/** Numbers as they lie in a file, where the writer has a choice. */
public enum StoredType {
    UINT16,
    UINT32,
    FLOAT32,
    FLOAT64;

    long inFile() {
        return switch (this) {
            case UINT16 -> H5T_STD_U16LE_g();
            case UINT32 -> H5T_STD_U32LE_g();
            case FLOAT32 -> H5T_IEEE_F32LE_g();
            case FLOAT64 -> H5T_IEEE_F64LE_g();
        };
    }
}
