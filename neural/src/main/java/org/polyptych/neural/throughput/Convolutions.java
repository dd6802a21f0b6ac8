package org.polyptych.neural.throughput;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.torch.Scope;

/**
 * The convolutions of one step of a U-Net and nothing between them: values, gradient by the weight, and, but for the first,
 * gradient by the input.
 */
final class Convolutions implements AutoCloseable {
    private final int batch;
    private final List<One> all = new ArrayList<>();
    private final Scope scope = Scope.open();
    private double operations;

    private record One(
            Tensor input, Tensor weight, Tensor gradient, int padding, int stride, boolean transposed, boolean first) {}

    /** @param format of the images in memory: channels one after the other, or side by side in each pixel */
    Convolutions(UNet.Settings settings, int batch, int side, torch.MemoryFormat format) {
        this.batch = batch;
        List<Integer> widths = settings.widths();
        int levels = settings.levels();
        int channels = settings.in();
        for (int level = 0; level <= levels; level++) {
            channels = block(settings, channels, widths.get(level), side >> level, format);
        }
        for (int level = levels - 1; level >= 0; level--) {
            int now = side >> level;
            if (settings.raising() == UNet.Raising.TRANSPOSED) {
                add(channels, channels, 3, now / 2, true, format);
            }
            add(channels, widths.get(level), 1, now, false, format);
            channels = block(settings, 2 * widths.get(level), widths.get(level), now, format);
        }
        add(channels, settings.out(), 3, side, false, format);
    }

    private int block(UNet.Settings settings, int in, int out, int side, torch.MemoryFormat format) {
        for (int k = 0; k < settings.convolutions(); k++) {
            add(k == 0 ? in : out, out, 3, side, false, format);
        }
        return out;
    }

    private void add(int in, int out, int kernel, int side, boolean transposed, torch.MemoryFormat format) {
        boolean first = all.isEmpty();
        int after = transposed ? 2 * side : side;
        Tensor input = torch.ones(batch, in, side, side).contiguous(format);
        Tensor weight = torch.zeros(transposed ? in : out, transposed ? out : in, kernel, kernel)
                .contiguous(format);
        Tensor gradient = torch.ones(batch, out, after, after).contiguous(format);
        all.add(new One(input, weight, gradient, kernel / 2, transposed ? 2 : 1, transposed, first));
        operations += (first ? 2 : 3) * 2.0 * batch * side * side * kernel * kernel * in * out;
    }

    /** Floating-point operations. */
    double operations() {
        return operations;
    }

    void run() {
        try (NoGradGuard without = new NoGradGuard()) {
            for (One one : all) {
                try (Scope inner = Scope.open()) {
                    run(one);
                }
            }
        }
    }

    private static void run(One one) {
        long[] stride = {one.stride, one.stride};
        long[] padding = {one.padding, one.padding};
        long[] dilation = {1, 1};
        long[] further = {one.stride - 1, one.stride - 1};
        BoolPointer wanted = new BoolPointer(3);
        wanted.put(0, !one.first).put(1, true).put(2, false);
        torch.convolution(
                one.input, one.weight, new TensorOptional(), stride, padding, dilation, one.transposed, further, 1);
        torch.convolution_backward(
                one.gradient,
                one.input,
                one.weight,
                new LongArrayRefOptional(),
                stride,
                padding,
                dilation,
                one.transposed,
                further,
                1,
                wanted);
    }

    @Override
    public void close() {
        scope.close();
    }
}
