package org.polyptych.neural.model;

import java.nio.ByteBuffer;

/** How a number lies in a file of weights, and how it becomes a float. */
enum NumberType {
    F64(8) {
        @Override
        float next(ByteBuffer from) {
            return (float) from.getDouble();
        }
    },
    F32(4) {
        @Override
        float next(ByteBuffer from) {
            return from.getFloat();
        }
    },
    F16(2) {
        @Override
        float next(ByteBuffer from) {
            return Float.float16ToFloat(from.getShort());
        }
    },
    /** The upper half of a float. */
    BF16(2) {
        @Override
        float next(ByteBuffer from) {
            return Float.intBitsToFloat(from.getShort() << 16);
        }
    },
    I64(8) {
        @Override
        float next(ByteBuffer from) {
            return from.getLong();
        }
    },
    I32(4) {
        @Override
        float next(ByteBuffer from) {
            return from.getInt();
        }
    },
    I16(2) {
        @Override
        float next(ByteBuffer from) {
            return from.getShort();
        }
    },
    I8(1) {
        @Override
        float next(ByteBuffer from) {
            return from.get();
        }
    },
    U8(1) {
        @Override
        float next(ByteBuffer from) {
            return from.get() & 0xff;
        }
    },
    BOOL(1) {
        @Override
        float next(ByteBuffer from) {
            return from.get() == 0 ? 0 : 1;
        }
    };

    /** Bytes of a number. */
    final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** The next number, in the buffer's order of bytes. */
    abstract float next(ByteBuffer from);
}
