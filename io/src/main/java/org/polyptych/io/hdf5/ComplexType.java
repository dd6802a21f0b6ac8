package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5T_COMPOUND;
import static org.bytedeco.hdf5.global.hdf5.H5T_FLOAT;
import static org.bytedeco.hdf5.global.hdf5.H5Tcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_class;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_member_class;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_member_index;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_member_offset;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_member_type;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_nmembers;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_size;
import static org.bytedeco.hdf5.global.hdf5.H5Tinsert;

import java.util.List;
import java.util.Optional;

/** Complex numbers in HDF5: a compound of two floats. h5py names them r and i, MATLAB real and imag. */
record ComplexType(String real, String imaginary) {
    static final ComplexType H5PY = new ComplexType("r", "i");
    private static final List<ComplexType> KNOWN = List.of(H5PY, new ComplexType("real", "imag"));
    private static final int BYTES = 2 * Float.BYTES;

    /** The names the members of a file's type have, if it is a complex one. */
    static Optional<ComplexType> of(long type) {
        if (H5Tget_class(type) != H5T_COMPOUND || H5Tget_nmembers(type) != 2) {
            return Optional.empty();
        }
        return KNOWN.stream()
                .filter(names -> isFloat(type, names.real) && isFloat(type, names.imaginary))
                .findFirst();
    }

    private static boolean isFloat(long type, String member) {
        int index = H5Tget_member_index(type, member);
        return index >= 0 && H5Tget_member_class(type, index) == H5T_FLOAT && liesInside(type, index);
    }

    /** Of a damaged type it may not; the library reads there all the same. */
    private static boolean liesInside(long type, int index) {
        long whole = H5Tget_size(type);
        long offset = H5Tget_member_offset(type, index);
        try (Handle part = Handle.type(H5Tget_member_type(type, index), "HDF5: cannot look into a complex type")) {
            long size = H5Tget_size(part.id());
            return offset >= 0
                    && size > 0
                    && size <= whole
                    && offset <= whole - size
                    && NumberLayout.isSound(part.id());
        }
    }

    /** Two floats, real part first, under these names. */
    Handle floats(Place kind) {
        long part = kind == Place.IN_MEMORY ? NumberType.FLOAT.inMemory() : NumberType.FLOAT.inFile();
        Handle type = Handle.type(H5Tcreate(H5T_COMPOUND, BYTES), "HDF5: cannot make a complex type");
        H5Tinsert(type.id(), real, 0, part);
        H5Tinsert(type.id(), imaginary, Float.BYTES, part);
        return type;
    }

    /** Where a type is used. */
    enum Place {
        IN_MEMORY,
        IN_FILE
    }
}
