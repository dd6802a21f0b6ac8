package org.polyptych.io;

import java.util.Optional;

/** The types of numbers we exchange with NumPy; {@code code} is NumPy's, without the byte order. */
public enum NpyType {
    BOOL("b1", 1),
    INT8("i1", 1),
    INT16("i2", 2),
    INT32("i4", 4),
    INT64("i8", 8),
    UINT8("u1", 1),
    UINT16("u2", 2),
    UINT32("u4", 4),
    UINT64("u8", 8),
    FLOAT32("f4", 4),
    FLOAT64("f8", 8),
    COMPLEX64("c8", 8),
    COMPLEX128("c16", 16);

    final String code;
    final int bytes;

    NpyType(String code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    public boolean isComplex() {
        return this == COMPLEX64 || this == COMPLEX128;
    }

    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** Bytes of the number that a change of byte order reverses: a complex number is two. */
    int wordBytes() {
        return isComplex() ? bytes / 2 : bytes;
    }

    static Optional<NpyType> of(String code) {
        for (NpyType type : values()) {
            if (type.code.equals(code)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
