package org.polyptych.neural.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.polyptych.core.BadInputException;

/**
 * A tensor of a PyTorch file: a view of numbers that lie in a storage.
 *
 * @param offset of its first number, in numbers
 * @param stride numbers from one to the next along each axis
 */
record TorchTensor(Storage storage, long offset, long[] shape, long[] stride) {
    /**
     * Numbers that lie in a file of their own in the archive.
     *
     * @param count of them
     */
    record Storage(NumberType type, String key, long count) {}

    /** How many numbers it has. */
    long count() {
        return Weights.count(shape);
    }

    /**
     * Sees to it that the tensor lies in its storage, and is no larger.
     *
     * @param what for messages
     */
    void check(String what) {
        if (shape.length != stride.length || offset < 0 || storage.count() < 0) {
            throw damaged(what);
        }
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] < 0 || stride[axis] < 0) {
                throw damaged(what);
            }
        }
        if (SafetensorsHeader.count(what, shape) == 0) {
            return;
        }
        long last = offset;
        try {
            for (int axis = 0; axis < shape.length; axis++) {
                last = Math.addExact(last, Math.multiplyExact(shape[axis] - 1, stride[axis]));
            }
        } catch (ArithmeticException e) {
            throw damaged(what);
        }
        if (last >= storage.count() || count() > storage.count()) {
            throw damaged(what);
        }
    }

    private BadInputException damaged(String what) {
        return new BadInputException(what + ": shape " + Arrays.toString(shape) + " with strides "
                + Arrays.toString(stride) + " from " + offset + " on does not lie in its " + storage.count()
                + " numbers; the file is damaged");
    }

    /**
     * The tensor's numbers, the last index fastest.
     *
     * @param bytes of the whole storage
     */
    Weights weights(ByteBuffer bytes) {
        float[] values = new float[(int) count()];
        long[] index = new long[shape.length];
        long place = offset;
        for (int k = 0; k < values.length; k++) {
            values[k] = storage.type().next(bytes.position((int) place * storage.type().bytes));
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                place += stride[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                place -= index[axis] * stride[axis];
                index[axis] = 0;
            }
        }
        return new Weights(shape, values);
    }
}
