package org.polyptych.io.matlab;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How numbers lie in a level-5 MAT-file (MathWorks, MAT-File Format, table 1-1). */
enum MatType {
    INT8(1, 1),
    UINT8(2, 1),
    INT16(3, 2),
    UINT16(4, 2),
    INT32(5, 4),
    UINT32(6, 4),
    SINGLE(7, 4),
    DOUBLE(9, 8),
    INT64(12, 8),
    UINT64(13, 8);

    /** Types of elements that hold others. */
    static final int MATRIX = 14;

    static final int COMPRESSED = 15;

    private static final double TWO_TO_64 = 0x1p64;

    private final int code;
    final int bytes;

    MatType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    static Optional<MatType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** Number i of a block. */
    double at(ByteBuffer block, int i) {
        return switch (this) {
            case INT8 -> block.get(i);
            case UINT8 -> Byte.toUnsignedInt(block.get(i));
            case INT16 -> block.getShort(2 * i);
            case UINT16 -> Short.toUnsignedInt(block.getShort(2 * i));
            case INT32 -> block.getInt(4 * i);
            case UINT32 -> Integer.toUnsignedLong(block.getInt(4 * i));
            case SINGLE -> block.getFloat(4 * i);
            case DOUBLE -> block.getDouble(8 * i);
            case INT64 -> block.getLong(8 * i);
            case UINT64 -> {
                long value = block.getLong(8 * i);
                yield value >= 0 ? value : value + TWO_TO_64;
            }
        };
    }
}
