package org.polyptych.neural.unet;

import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.diffusion.ChannelFacts;
import org.polyptych.neural.diffusion.Channels;
import org.polyptych.neural.diffusion.Denoiser;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.model.Facts;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.model.NetworkWeights;
import org.polyptych.neural.sampling.Unit;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;

/**
 * A trained U-Net that says of patches of an engine's result what the object is. It is asked as one asks a prior what is under
 * noise, but for the level: the engine's mistakes are what it takes off.
 *
 * @param known whether the amplitude of the results is the objects' own, the probe being known
 * @param pixelHeight of the results, in metres; NaN if not said
 * @param pixelWidth of them; NaN if not said
 */
record Restorer(
        String source, UNet network, Channels channels, int side, boolean known, double pixelHeight, double pixelWidth)
        implements Denoiser {
    /** @throws BadInputException if there is no such file, it is damaged or of something else */
    static Restorer read(Path file, Device device) {
        Model model = ModelFile.read(file, UNetEngine.NAME);
        Facts facts = new Facts(file.toString(), model.facts());
        int base = (int) facts.number(RestorerFacts.BASE, 4, 512);
        int levels = (int) facts.number(RestorerFacts.LEVELS, 2, 7);
        UNet.Settings settings = UNetTraining.network(base, levels);
        int side = (int) facts.number(RestorerFacts.SIDE, settings.multiple(), 1 << 15);
        if (side % settings.multiple() != 0) {
            throw new BadInputException(
                    file + ": says patches of " + side + " pixels, which its network of sides that are"
                            + " multiples of " + settings.multiple() + " does not take");
        }
        Channels channels = ChannelFacts.read(facts);
        // a short text can promise more than any memory holds
        new NetworkWeights(facts.source(), model.weights())
                .check("bottom.0.weight", new long[] {base << (levels - 1), base << (levels - 2), 3, 3}, "U-Net");
        device.require();
        UNet made;
        try (Scope scope = Scope.open()) {
            made = new UNet(settings, new Initial(new RandomStream(0, 0)));
        }
        UNet network = new NetworkWeights(facts.source(), model.weights()).into(made, "", "U-Net of these levels");
        network.to(device);
        return new Restorer(
                facts.source(),
                network,
                channels,
                side,
                facts.number(RestorerFacts.KNOWN, 0, 1) == 1,
                facts.numberIfSaid(RestorerFacts.PIXEL_HEIGHT, Double.MIN_NORMAL, 1),
                facts.numberIfSaid(RestorerFacts.PIXEL_WIDTH, Double.MIN_NORMAL, 1));
    }

    /**
     * The factor between what an engine has made and what the network knows: its phase, and where the probe was not known its
     * amplitude, are those of the means.
     */
    static Unit factor(ComplexImage made, Channels channels, boolean known) {
        float[] all = new float[made.size()];
        Arrays.fill(all, 1);
        Unit factor = Unit.of(made, all, channels.meanRe(), channels.meanIm());
        return known ? factor.phase() : factor;
    }

    @Override
    public Tensor denoise(Tensor noisy, double sigma) {
        return network.forward(noisy).add(noisy);
    }

    @Override
    public void close() {
        network.close();
    }
}
