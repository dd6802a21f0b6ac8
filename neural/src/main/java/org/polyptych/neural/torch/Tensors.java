package org.polyptych.neural.torch;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;

/** Arrays to tensors and back; always copies. */
public final class Tensors {
    private Tensors() {}

    /**
     * A float32 tensor on the processor.
     *
     * @param values as many as the shape says, the last index fastest
     * @param shape no sizes: a number by itself
     */
    public static Tensor of(float[] values, long... shape) {
        requireCount(values.length, shape);
        Tensor tensor = torch.empty(shape, options(torch.ScalarType.Float), null);
        if (values.length > 0) {
            try (FloatPointer to = tensor.data_ptr_float()) {
                to.put(values);
            }
        }
        return tensor;
    }

    /** A float64 tensor on the processor, for checks of gradients. */
    public static Tensor of(double[] values, long... shape) {
        requireCount(values.length, shape);
        Tensor tensor = torch.empty(shape, options(torch.ScalarType.Double), null);
        if (values.length > 0) {
            try (DoublePointer to = tensor.data_ptr_double()) {
                to.put(values);
            }
        }
        return tensor;
    }

    /** Before memory is taken. */
    private static void requireCount(int values, long[] shape) {
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (count != values) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + Arrays.toString(shape) + " needs " + count + " values, got " + values);
        }
    }

    /**
     * Images [image][channel][row][column] with the channels of each pixel side by side, as convolutions like them best. With one
     * channel the numbers lie as they did; that they count as laid so is what decides how the layers behind lay theirs.
     */
    public static Tensor channelsTogether(Tensor images) {
        long rows = images.size(2);
        long columns = images.size(3);
        return images.size(1) == 1
                ? images.contiguous().as_strided(new long[] {images.size(0), 1, rows, columns}, new long[] {
                    rows * columns, 1, columns, 1
                })
                : images.contiguous(torch.MemoryFormat.ChannelsLast);
    }

    /** Images of one size as complex64 [image][row][column]. */
    public static Tensor of(ComplexImage... images) {
        int rows = images[0].rows();
        int columns = images[0].columns();
        int pixels = rows * columns;
        float[] re = new float[images.length * pixels];
        float[] im = new float[images.length * pixels];
        for (int k = 0; k < images.length; k++) {
            if (images[k].rows() != rows || images[k].columns() != columns) {
                throw new IllegalArgumentException("images of one size are needed");
            }
            System.arraycopy(images[k].re(), 0, re, k * pixels, pixels);
            System.arraycopy(images[k].im(), 0, im, k * pixels, pixels);
        }
        return complex(of(re, images.length, rows, columns), of(im, images.length, rows, columns));
    }

    /** Complex numbers of real and imaginary parts, in the graph. */
    public static Tensor complex(Tensor re, Tensor im) {
        return torch.view_as_complex(torch.stack(new TensorVector(re, im), -1));
    }

    /** The values of a tensor of any real type and device, as float, the last index fastest. */
    public static float[] floats(Tensor tensor) {
        try (Scope scope = Scope.open()) {
            Tensor plain = tensor.detach()
                    .to(torch.ScalarType.Float)
                    .to(Device.CPU.torch(), torch.ScalarType.Float)
                    .contiguous();
            float[] values = new float[Math.toIntExact(plain.numel())];
            if (values.length > 0) {
                plain.data_ptr_float().get(values);
            }
            return values;
        }
    }

    /** The values of a tensor of any real type and device, as double, the last index fastest. */
    public static double[] doubles(Tensor tensor) {
        try (Scope scope = Scope.open()) {
            Tensor plain = tensor.detach()
                    .to(Device.CPU.torch(), torch.ScalarType.Double)
                    .contiguous();
            double[] values = new double[Math.toIntExact(plain.numel())];
            if (values.length > 0) {
                plain.data_ptr_double().get(values);
            }
            return values;
        }
    }

    /** Puts values into a tensor that is there, on whatever device, without a trace in the graph. */
    public static void fill(Tensor tensor, float[] values) {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            tensor.copy_(of(values, tensor.shape()));
        }
    }

    /** The images of a complex tensor [image][row][column]. */
    public static ComplexImage[] images(Tensor tensor) {
        try (Scope scope = Scope.open()) {
            int count = Math.toIntExact(tensor.size(0));
            int rows = Math.toIntExact(tensor.size(1));
            int columns = Math.toIntExact(tensor.size(2));
            float[] re = floats(torch.real(tensor.detach()));
            float[] im = floats(torch.imag(tensor.detach()));
            ComplexImage[] images = new ComplexImage[count];
            int pixels = rows * columns;
            for (int k = 0; k < count; k++) {
                images[k] = new ComplexImage(
                        rows,
                        columns,
                        Arrays.copyOfRange(re, k * pixels, (k + 1) * pixels),
                        Arrays.copyOfRange(im, k * pixels, (k + 1) * pixels));
            }
            return images;
        }
    }

    /** Copies a complex tensor [..][row][column] into images that are there, one after the other. */
    public static void fill(List<ComplexImage> images, Tensor tensor) {
        try (Scope scope = Scope.open()) {
            ComplexImage[] found = images(tensor.detach().reshape(-1, tensor.size(-2), tensor.size(-1)));
            for (int k = 0; k < found.length; k++) {
                System.arraycopy(found[k].re(), 0, images.get(k).re(), 0, found[k].size());
                System.arraycopy(found[k].im(), 0, images.get(k).im(), 0, found[k].size());
            }
        }
    }

    /** The value of a tensor of one number. */
    public static double number(Tensor tensor) {
        return tensor.item_double();
    }

    /** Options that only say the type: on the processor, without gradient. */
    public static TensorOptions options(torch.ScalarType type) {
        return new TensorOptions(type);
    }
}
