package org.polyptych.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.polyptych.io.hdf5.NumberForm;

/** Turns the bytes of a frame into numbers; what one thread needs for it, used again for every frame. */
final class NumberRoom {
    private final NumberForm form;
    private final byte[] bytes;
    private final short[] shorts;
    private final int[] ints;
    private final float[] floats;
    private ByteBuffer direct;

    NumberRoom(NumberForm form, int pixels) {
        this.form = form;
        this.bytes = new byte[form.bytes() == Byte.BYTES ? pixels : 0];
        this.shorts = new short[form.bytes() == Short.BYTES ? pixels : 0];
        this.ints = new int[form == NumberForm.INT32 || form == NumberForm.UINT32 ? pixels : 0];
        this.floats = new float[pixels];
    }

    /** Empty room for bytes, outside the heap, where the system puts what it reads. */
    ByteBuffer direct(int length) {
        if (direct == null || direct.capacity() < length) {
            direct = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
        }
        return direct.clear().limit(length);
    }

    /** The numbers in what remains of a buffer, which is little-endian. */
    float[] numbers(ByteBuffer from) {
        int n = floats.length;
        switch (form) {
            case UINT8 -> {
                from.get(bytes, 0, n);
                CountLoops.unsigned(bytes, floats, n);
            }
            case UINT16 -> {
                from.asShortBuffer().get(shorts, 0, n);
                CountLoops.unsigned(shorts, floats, n);
            }
            case INT16 -> {
                from.asShortBuffer().get(shorts, 0, n);
                CountLoops.signed(shorts, floats, n);
            }
            case UINT32 -> {
                from.asIntBuffer().get(ints, 0, n);
                CountLoops.unsigned(ints, floats, n);
            }
            case INT32 -> {
                from.asIntBuffer().get(ints, 0, n);
                CountLoops.signed(ints, floats, n);
            }
            case FLOAT32 -> from.asFloatBuffer().get(floats, 0, n);
        }
        return floats;
    }
}
