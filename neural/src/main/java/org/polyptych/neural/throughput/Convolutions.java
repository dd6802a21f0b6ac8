package org.polyptych.neural.throughput;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.diffusion.Layout;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.torch.Scope;

/**
 * The convolutions of one step of a U-Net and nothing between them: values, gradient by the weight, and, but for the first,
 * gradient by the input. Each in the faster of two formats of images in memory: channels one after the other, or side by side
 * in each pixel.
 */
final class Convolutions implements AutoCloseable {
    private final int batch;
    private final List<One> all = new ArrayList<>();
    private final Scope scope = Scope.open();
    private double operations;
    private double forwardOperations;

    private record One(Images rows, Images pixels, int padding, int stride, boolean transposed, boolean first) {}

    private record Images(Tensor input, Tensor weight, Tensor gradient) {
        Images in(torch.MemoryFormat format) {
            return new Images(input.contiguous(format), weight.contiguous(format), gradient.contiguous(format));
        }
    }

    private Convolutions(int batch) {
        this.batch = batch;
    }

    /** Those of a U-Net. */
    static Convolutions of(UNet.Settings settings, int batch, int side) {
        Convolutions all = new Convolutions(batch);
        List<Integer> widths = settings.widths();
        int levels = settings.levels();
        int channels = settings.in();
        for (int level = 0; level <= levels; level++) {
            channels = all.block(settings, channels, widths.get(level), side >> level);
        }
        for (int level = levels - 1; level >= 0; level--) {
            int now = side >> level;
            if (settings.raising() == UNet.Raising.TRANSPOSED) {
                all.add(channels, channels, 3, now / 2, true);
            }
            all.add(channels, widths.get(level), 1, now, false);
            channels = all.block(settings, 2 * widths.get(level), widths.get(level), now);
        }
        all.add(channels, settings.out(), 3, side, false);
        return all;
    }

    /** Those of a diffusion model's U-Net; attention counts by its 1x1 convolutions. */
    static Convolutions of(Layout layout, int batch, int side) {
        Convolutions all = new Convolutions(batch);
        Layout.Settings settings = layout.settings();
        int finest = side / settings.stem();
        all.add(settings.stemChannels(), settings.base(), 3, finest, false);
        for (Layout.Stage stage : layout.stages()) {
            int now = finest >> stage.level();
            int out = stage.block().out();
            all.add(stage.block().in(), out, 3, now, false);
            all.add(out, out, 3, now, false);
            if (stage.block().in() != out) {
                all.add(stage.block().in(), out, 1, now, false);
            }
            if (stage.attends()) {
                all.add(out, 3 * out, 1, now, false);
                all.add(out, out, 1, now, false);
            }
        }
        all.add(settings.base() * settings.multipliers().getFirst(), settings.stemChannels(), 3, finest, false);
        return all;
    }

    private int block(UNet.Settings settings, int in, int out, int side) {
        for (int k = 0; k < settings.convolutions(); k++) {
            add(k == 0 ? in : out, out, 3, side, false);
        }
        return out;
    }

    private void add(int in, int out, int kernel, int side, boolean transposed) {
        boolean first = all.isEmpty();
        int after = transposed ? 2 * side : side;
        Images images = new Images(
                torch.ones(batch, in, side, side),
                torch.zeros(transposed ? in : out, transposed ? out : in, kernel, kernel),
                torch.ones(batch, out, after, after));
        all.add(new One(
                images.in(torch.MemoryFormat.Contiguous),
                images.in(torch.MemoryFormat.ChannelsLast),
                kernel / 2,
                transposed ? 2 : 1,
                transposed,
                first));
        double values = 2.0 * batch * side * side * kernel * kernel * in * out;
        forwardOperations += values;
        operations += (first ? 2 : 3) * values;
    }

    /** Floating-point operations. */
    double operations() {
        return operations;
    }

    /** Those of the values alone. */
    double forwardOperations() {
        return forwardOperations;
    }

    /** Runs all in both formats: the sum of what each takes in its faster one. */
    double seconds() {
        return seconds(true);
    }

    /** The values alone. */
    double forwardSeconds() {
        return seconds(false);
    }

    private double seconds(boolean back) {
        double sum = 0;
        try (NoGradGuard without = new NoGradGuard()) {
            for (One one : all) {
                sum += Math.min(seconds(one, one.rows, back), seconds(one, one.pixels, back));
            }
        }
        return sum;
    }

    private static double seconds(One one, Images images, boolean back) {
        return Turns.seconds(() -> {
            try (Scope inner = Scope.open()) {
                run(one, images, back);
            }
        });
    }

    private static void run(One one, Images images, boolean back) {
        long[] stride = {one.stride, one.stride};
        long[] padding = {one.padding, one.padding};
        long[] dilation = {1, 1};
        long[] further = {one.stride - 1, one.stride - 1};
        BoolPointer wanted = new BoolPointer(3);
        wanted.put(0, !one.first).put(1, true).put(2, false);
        torch.convolution(
                images.input,
                images.weight,
                new TensorOptional(),
                stride,
                padding,
                dilation,
                one.transposed,
                further,
                1);
        if (!back) {
            return;
        }
        torch.convolution_backward(
                images.gradient,
                images.input,
                images.weight,
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
