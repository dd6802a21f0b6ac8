package org.polyptych.io;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

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

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Real numbers from their bytes, as many as there is room for. */
    public void numbers(ByteBuffer from, double[] into) {
        int n = into.length;
        switch (this) {
            case BOOL, UINT8 -> fill(into, i -> Byte.toUnsignedInt(from.get(i)));
            case INT8 -> fill(into, i -> from.get(i));
            case UINT16 -> fill(into, i -> Short.toUnsignedInt(from.getShort(2 * i)));
            case INT16 -> fill(into, i -> from.getShort(2 * i));
            case UINT32 -> fill(into, i -> Integer.toUnsignedLong(from.getInt(4 * i)));
            case INT32 -> fill(into, i -> from.getInt(4 * i));
            case INT64 -> fill(into, i -> from.getLong(8 * i));
            case UINT64 -> fill(into, i -> unsigned(from.getLong(8 * i)));
            case FLOAT32 -> fill(into, i -> from.getFloat(4 * i));
            case FLOAT64 -> from.asDoubleBuffer().get(into, 0, n);
            case COMPLEX64, COMPLEX128 -> throw new IllegalStateException("complex numbers are not real numbers");
        }
    }

    private static void fill(double[] into, IntToDoubleFunction number) {
        for (int i = 0; i < into.length; i++) {
            into[i] = number.applyAsDouble(i);
        }
    }

    /** Rounded once: the lowest bit is kept as a sticky one through the halving. */
    private static double unsigned(long value) {
        return value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
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
