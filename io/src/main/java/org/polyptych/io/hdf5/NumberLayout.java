package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5T_ENUM;
import static org.bytedeco.hdf5.global.hdf5.H5T_FLOAT;
import static org.bytedeco.hdf5.global.hdf5.H5T_INTEGER;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_class;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_fields;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_offset;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_precision;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_size;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_super;

import org.bytedeco.javacpp.SizeTPointer;
import org.polyptych.core.BadInputException;

/**
 * How the bits of a number lie in its bytes. In a damaged file they may lie outside of them, or the bytes be a million;
 * the library does not look, and reads and writes beyond its memory.
 */
final class NumberLayout {
    /** A quadruple or extended float. */
    private static final int WIDEST_BYTES = 16;

    private NumberLayout() {}

    /**
     * Looks at a type before values of it are read; types that are no numbers pass.
     *
     * @param label of what holds them
     * @throws BadInputException if there cannot be such numbers
     */
    static void check(long type, String label) {
        int kind = H5Tget_class(type);
        boolean number = kind == H5T_INTEGER || kind == H5T_ENUM || kind == H5T_FLOAT;
        if (number && !isSound(type)) {
            throw new BadInputException(
                    label + " has numbers whose bits lie as those of no number do; the file is damaged");
        }
    }

    /** Whether there can be such a type of whole numbers, enumerated values or floats. */
    static boolean isSound(long type) {
        if (H5Tget_class(type) == H5T_ENUM) {
            try (Handle base = Handle.type(H5Tget_super(type), "HDF5: cannot look into an enumerated type")) {
                return isSound(base.id());
            }
        }
        long bytes = H5Tget_size(type);
        if (bytes < 1 || bytes > WIDEST_BYTES) {
            return false;
        }
        long bits = 8 * bytes;
        long precision = H5Tget_precision(type);
        long offset = H5Tget_offset(type);
        return precision > 0
                && isWithin(offset, precision, bits)
                && (H5Tget_class(type) != H5T_FLOAT || areFieldsWithin(type, precision));
    }

    /** Sign, exponent and mantissa of a float, counted from where its precision begins. */
    private static boolean areFieldsWithin(long type, long precision) {
        try (SizeTPointer sign = new SizeTPointer(1);
                SizeTPointer exponent = new SizeTPointer(1);
                SizeTPointer exponentSize = new SizeTPointer(1);
                SizeTPointer mantissa = new SizeTPointer(1);
                SizeTPointer mantissaSize = new SizeTPointer(1)) {
            return H5Tget_fields(type, sign, exponent, exponentSize, mantissa, mantissaSize) >= 0
                    && isWithin(sign.get(), 1, precision)
                    && isWithin(exponent.get(), exponentSize.get(), precision)
                    && isWithin(mantissa.get(), mantissaSize.get(), precision);
        }
    }

    private static boolean isWithin(long start, long size, long whole) {
        return start >= 0 && size >= 0 && size <= whole && start <= whole - size;
    }
}
