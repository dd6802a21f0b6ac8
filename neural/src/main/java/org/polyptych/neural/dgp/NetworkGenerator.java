package org.polyptych.neural.dgp;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.Adam;
import org.polyptych.neural.train.ParameterGroup;

/**
 * Images made by a {@link UNet} from an input that stays the same but for the noise that each pass adds to it. An image whose
 * sides are no multiples of what the network needs lies in the corner of one whose sides are; the rest is the mean of each
 * channel.
 *
 * <p>Batch normalisation takes mean and variance of the one image at hand, always: its running means are of no use.
 */
final class NetworkGenerator extends Generator {
    /** Pixels along a side of the lowest level. */
    private static final int LEAST = 2;

    private final UNet network;
    private final Tensor input;
    private final double noise;
    private final int rows;
    private final int columns;

    /**
     * @param input [channel][row][column]
     * @param noise standard deviation of what a pass adds to each channel of the input
     * @throws BadInputException if the network would halve the image until nothing is left
     */
    NetworkGenerator(UNet.Settings settings, Tensor input, double noise, Device device, Initial initial) {
        this.noise = noise;
        this.rows = (int) input.size(1);
        this.columns = (int) input.size(2);
        requireRoom(settings);
        this.network = part("network", new UNet(settings, initial));
        int multiple = settings.multiple();
        long allRows = (long) Math.ceilDiv(rows, multiple) * multiple;
        long allColumns = (long) Math.ceilDiv(columns, multiple) * multiple;
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor around = input.mean(new long[] {1, 2}, true, new ScalarTypeOptional());
            Tensor all =
                    torch.constant_pad_nd(input.sub(around), new long[] {0, allColumns - columns, 0, allRows - rows});
            this.input = buffer("input", all.add(around).unsqueeze(0));
        }
        to(device);
    }

    /** Batch normalisation needs several pixels. */
    private void requireRoom(UNet.Settings settings) {
        int bottom = Math.min(Math.ceilDiv(rows, settings.multiple()), Math.ceilDiv(columns, settings.multiple()));
        if (bottom < LEAST) {
            throw new BadInputException("a network of " + settings.levels() + " levels halves an image of " + rows
                    + " x " + columns + " pixels to " + bottom + ", and needs " + LEAST + " or more; set dgp.levels or"
                    + " dgp.probeLevels lower");
        }
    }

    @Override
    Tensor channels(RandomStream random) {
        return noise == 0 ? channels() : made(input.add(drawn(random)));
    }

    @Override
    Tensor channels() {
        return made(input);
    }

    private Tensor made(Tensor given) {
        return network.forward(given).select(0, 0).narrow(1, 0, rows).narrow(2, 0, columns);
    }

    private Tensor drawn(RandomStream random) {
        float[] values = new float[Math.toIntExact(input.numel())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (noise * random.gaussian());
        }
        return Tensors.of(values, input.shape()).to(input.device(), input.scalar_type());
    }

    /**
     * Teaches the network to give back an image from its input, as an autoencoder.
     *
     * @param wanted [channel][row][column]
     * @param random draws the noise of the passes
     * @return the mean squared error of the last pass
     */
    double fit(Tensor wanted, int steps, double rate, RandomStream random) {
        Tensor there = wanted.to(input.device(), input.scalar_type());
        double error = Double.NaN;
        try (Adam adam = new Adam(List.of(ParameterGroup.of(this, rate)), Adam.Betas.USUAL)) {
            for (int step = 0; step < steps; step++) {
                try (Scope scope = Scope.open()) {
                    Tensor loss = channels(random).sub(there).square().mean();
                    adam.clearGradients();
                    CustomFunction.goBack(loss);
                    adam.step(1);
                    error = Tensors.number(loss);
                }
            }
        }
        return error;
    }
}
