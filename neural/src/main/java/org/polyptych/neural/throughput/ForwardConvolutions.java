package org.polyptych.neural.throughput;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.Parallel;
import org.polyptych.neural.ptychonn.Learned;
import org.polyptych.neural.ptychopinn.PtychoPinn;
import org.polyptych.neural.torch.KernelThreads;
import org.polyptych.neural.torch.Scope;

/**
 * The convolutions of a PtychoPINN in use and nothing between them, without biases, each in the faster of two formats of images
 * in memory: channels one after the other, or side by side in each pixel. Every thread has batches of its own.
 */
final class ForwardConvolutions implements AutoCloseable {
    private final int batch;
    private final List<One> all = new ArrayList<>();
    private final Scope scope = Scope.open();
    private double operations;

    private record One(Images rows, Images pixels) {}

    private record Images(Tensor input, Tensor weight) {
        Images in(torch.MemoryFormat format) {
            return new Images(input.contiguous(format), weight.contiguous(format));
        }

        void run() {
            torch.conv2d(
                    input, weight, new TensorOptional(), new long[] {1, 1}, new long[] {1, 1}, new long[] {1, 1}, 1);
        }
    }

    /**
     * @param batch groups at a time
     * @param side of the patterns
     * @param type of the numbers
     */
    ForwardConvolutions(PtychoPinn.Settings settings, int batch, int side, torch.ScalarType type) {
        this.batch = batch;
        int now = side;
        int channels = settings.frames();
        for (int block = 0; block < settings.blocks(); block++) {
            channels = block(channels, width(settings, block), now, type);
            now /= 2;
        }
        for (Learned one : List.of(Learned.AMPLITUDE, Learned.PHASE)) {
            if (settings.learned() == Learned.BOTH || settings.learned() == one) {
                decoder(settings, now, one == Learned.AMPLITUDE && settings.shared() ? 1 : settings.frames(), type);
            }
        }
    }

    private static int width(PtychoPinn.Settings settings, int block) {
        return settings.width() >> settings.blocks() - 1 - block;
    }

    private void decoder(PtychoPinn.Settings settings, int side, int maps, torch.ScalarType type) {
        int now = side;
        int channels = settings.width();
        for (int block = settings.blocks() - 1; block > 0; block--) {
            channels = block(channels, width(settings, block), now, type);
            now *= 2;
        }
        add(channels, maps, now, type);
    }

    private int block(int in, int out, int side, torch.ScalarType type) {
        add(in, out, side, type);
        add(out, out, side, type);
        return out;
    }

    private void add(int in, int out, int side, torch.ScalarType type) {
        Images images = new Images(
                torch.ones(batch, in, side, side).to(type),
                torch.ones(out, in, 3, 3).to(type));
        all.add(new One(images.in(torch.MemoryFormat.Contiguous), images.in(torch.MemoryFormat.ChannelsLast)));
        operations += 2.0 * side * side * 9 * in * out;
    }

    /** Floating-point operations of a group. */
    double operations() {
        return operations;
    }

    /**
     * Runs all in both formats.
     *
     * @param batches of each
     * @return seconds of one group: the sum of what each takes in its faster format
     */
    double seconds(Parallel parallel, int batches) {
        double sum = 0;
        for (One one : all) {
            sum += Math.min(seconds(parallel, batches, one.rows), seconds(parallel, batches, one.pixels));
        }
        return sum / batches / batch;
    }

    private static double seconds(Parallel parallel, int batches, Images images) {
        return Turns.seconds(() -> KernelThreads.forEach(parallel, batches, (worker, k) -> images.run()));
    }

    @Override
    public void close() {
        scope.close();
    }
}
