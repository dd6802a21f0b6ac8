package org.polyptych.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.polyptych.core.ComplexImage;

/**
 * An array as NumPy knows it, of at most 2 GiB. Whatever the file's order was, the bytes here are little-endian and the
 * last index is the fastest.
 *
 * @param type of the numbers
 * @param shape sizes of the dimensions; empty for a single number
 * @param bytes the numbers; the array itself, not a copy
 */
public record NpyArray(NpyType type, int[] shape, byte[] bytes) {
    public NpyArray {
        if (bytes.length != size(shape) * type.bytes) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes do not fill " + type + " " + Arrays.toString(shape));
        }
    }

    public static NpyArray of(float[] values, int... shape) {
        NpyArray array = empty(NpyType.FLOAT32, shape);
        array.buffer().asFloatBuffer().put(values);
        return array;
    }

    public static NpyArray of(double[] values, int... shape) {
        NpyArray array = empty(NpyType.FLOAT64, shape);
        array.buffer().asDoubleBuffer().put(values);
        return array;
    }

    public static NpyArray of(long[] values, int... shape) {
        NpyArray array = empty(NpyType.INT64, shape);
        array.buffer().asLongBuffer().put(values);
        return array;
    }

    public static NpyArray of(boolean[] values, int... shape) {
        NpyArray array = empty(NpyType.BOOL, shape);
        for (int i = 0; i < values.length; i++) {
            array.bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return array;
    }

    /** Bytes as uint8. */
    public static NpyArray ofBytes(byte[] values) {
        return new NpyArray(NpyType.UINT8, new int[] {values.length}, values.clone());
    }

    /**
     * Images as complex64.
     *
     * @param leading sizes of the dimensions in front of rows and columns
     */
    public static NpyArray of(ComplexImage[] images, int... leading) {
        int[] shape = Arrays.copyOf(leading, leading.length + 2);
        shape[leading.length] = images[0].rows();
        shape[leading.length + 1] = images[0].columns();
        NpyArray array = empty(NpyType.COMPLEX64, shape);
        var values = array.buffer().asFloatBuffer();
        for (ComplexImage image : images) {
            for (int i = 0; i < image.size(); i++) {
                values.put(image.re()[i]).put(image.im()[i]);
            }
        }
        return array;
    }

    private static NpyArray empty(NpyType type, int[] shape) {
        return new NpyArray(type, shape, new byte[Math.toIntExact(size(shape) * type.bytes)]);
    }

    static long size(int[] shape) {
        return Arrays.stream(shape).mapToLong(n -> n).reduce(1, Math::multiplyExact);
    }

    /** Number of elements. */
    public int size() {
        return bytes.length / type.bytes;
    }

    /** The shape as people write it, such as 516 x 128 x 128. */
    public String shapeText() {
        return new NpyHeader(type, ByteOrder.LITTLE_ENDIAN, false, shape).shapeText();
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The numbers as floats; complex ones cannot be. */
    public float[] floats() {
        float[] values = new float[size()];
        if (type == NpyType.FLOAT32) {
            buffer().asFloatBuffer().get(values);
            return values;
        }
        double[] exact = doubles();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) exact[i];
        }
        return values;
    }

    /** The numbers as doubles; complex ones cannot be. */
    public double[] doubles() {
        double[] values = new double[size()];
        type.numbers(buffer(), values);
        return values;
    }

    /** Whole numbers as they are; uint64 beyond 2^63 comes as a negative number. */
    public long[] longs() {
        if (type.isFloat() || type.isComplex()) {
            throw new IllegalStateException(type + " numbers are not whole numbers");
        }
        long[] values = new long[size()];
        ByteBuffer buffer = buffer();
        for (int i = 0; i < values.length; i++) {
            values[i] = whole(buffer, i);
        }
        return values;
    }

    private long whole(ByteBuffer buffer, int i) {
        return switch (type) {
            case BOOL, UINT8 -> Byte.toUnsignedLong(bytes[i]);
            case INT8 -> bytes[i];
            case INT16 -> buffer.getShort(2 * i);
            case UINT16 -> Short.toUnsignedLong(buffer.getShort(2 * i));
            case INT32 -> buffer.getInt(4 * i);
            case UINT32 -> Integer.toUnsignedLong(buffer.getInt(4 * i));
            case INT64, UINT64 -> buffer.getLong(8 * i);
            default -> throw new IllegalStateException(type + " numbers are not whole numbers");
        };
    }

    /** The images in the last two dimensions of a complex array; complex128 is rounded to float32. */
    public ComplexImage[] complexImages() {
        if (!type.isComplex() || shape.length < 2) {
            throw new IllegalStateException("no complex images in " + type + " " + shapeText());
        }
        int rows = shape[shape.length - 2];
        int columns = shape[shape.length - 1];
        ComplexImage[] images = new ComplexImage[rows * columns == 0 ? 0 : size() / (rows * columns)];
        ByteBuffer buffer = buffer();
        for (int k = 0; k < images.length; k++) {
            images[k] = ComplexImage.zeros(rows, columns);
            for (int i = 0; i < rows * columns; i++) {
                images[k].re()[i] = part(buffer);
                images[k].im()[i] = part(buffer);
            }
        }
        return images;
    }

    private float part(ByteBuffer buffer) {
        return type == NpyType.COMPLEX64 ? buffer.getFloat() : (float) buffer.getDouble();
    }
}
