package org.polyptych.neural.throughput;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.diffusion.DenoisingUNet;
import org.polyptych.neural.diffusion.Layout;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.Border;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.layer.Norm;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Scope;

/** A step of a U-Net beside its convolutions. */
final class UNetThroughput {
    private UNetThroughput() {}

    /**
     * A network for many small images.
     *
     * @param filters of the first level of three
     */
    static StepTiming run(int filters, int batch, int side, Turns.Rounds rounds, Consumer<String> progress) {
        UNet.Settings settings = new UNet.Settings(
                1,
                1,
                UNet.Settings.doubling(3, filters),
                2,
                Border.ZERO,
                Activation.RELU,
                Norm.BATCH,
                UNet.Order.NORM_THEN_ACTIVATION,
                UNet.Pooling.MAX,
                UNet.Raising.NEAREST,
                Activation.IDENTITY,
                false);
        String size = filters + " to " + 8 * filters + " filters, " + batch + " images " + side + "x" + side;
        return run("U-Net", size, settings, batch, side, rounds, progress);
    }

    /** The network of the deep generative prior, which sees one image. */
    static StepTiming deepPrior(int filters, int side, Turns.Rounds rounds, Consumer<String> progress) {
        String size = filters + " to " + 8 * filters + " filters, 1 image " + side + "x" + side;
        return run("U-Net of the deep prior", size, UNet.Settings.deepPrior(1, 3, filters), 1, side, rounds, progress);
    }

    /** A diffusion model's, with the blocks and attention of the preset quick. */
    static StepTiming diffusion(int base, int batch, int side, Turns.Rounds rounds, Consumer<String> progress) {
        String what = "U-Net of a diffusion model";
        Layout.Settings settings = new Layout.Settings(2, base, List.of(1, 2, 3), 1, List.of(2), base);
        try (Scope scope = Scope.open();
                DenoisingUNet network = new DenoisingUNet(settings, new Initial(new RandomStream(1, 0)));
                Convolutions convolutions = Convolutions.of(Layout.of(settings), batch, side)) {
            Tensor images = torch.ones(batch, 2, side, side);
            Tensor times = torch.ones(batch);
            Turns turns = new Turns(
                    what,
                    rounds,
                    progress,
                    List.of(convolutions::seconds),
                    List.of(() -> step(network, () -> network.forward(images, times))));
            String size = base + " to " + 3 * base + " filters, " + batch + " images " + side + "x" + side;
            return turns.against(what, size, 0, convolutions.operations());
        }
    }

    private static void step(Module network, Supplier<Tensor> forward) {
        try (Scope inner = Scope.open()) {
            CustomFunction.goBack(forward.get().square().mean());
            network.parameters()
                    .values()
                    .forEach(parameter -> parameter.mutable_grad().reset());
        }
    }

    private static StepTiming run(
            String what,
            String size,
            UNet.Settings settings,
            int batch,
            int side,
            Turns.Rounds rounds,
            Consumer<String> progress) {
        try (Scope scope = Scope.open();
                UNet network = new UNet(settings, new Initial(new RandomStream(1, 0)));
                Convolutions convolutions = Convolutions.of(settings, batch, side)) {
            Tensor images = torch.ones(batch, 1, side, side);
            Turns turns = new Turns(
                    what,
                    rounds,
                    progress,
                    List.of(convolutions::seconds),
                    List.of(() -> step(network, () -> network.forward(images))));
            return turns.against(what, size, 0, convolutions.operations());
        }
    }
}
