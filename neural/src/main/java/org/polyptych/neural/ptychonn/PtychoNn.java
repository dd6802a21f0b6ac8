package org.polyptych.neural.ptychonn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.BatchNorm2d;
import org.polyptych.neural.layer.Conv2d;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.MaxPool;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.layer.Sequential;
import org.polyptych.neural.layer.UpSample;
import org.polyptych.neural.model.NetworkWeights;
import org.polyptych.neural.model.Weights;

/**
 * PtychoNN (Cherukara, Zhou, Nashed, Enfedaque, Hexemer, Harder and Holt, Appl. Phys. Lett. 117, 044103, 2020): from a
 * pattern, [image][1][row][column], the object under it, [image][map][row][column] of the same rows and columns: amplitude
 * (sigmoid, 0 to 1), phase (pi tanh, rad), or both in this order.
 *
 * <p>The encoder has blocks of two 3 x 3 convolutions with ReLU and a 2 x 2 maximum; each block has twice the channels of the
 * one before. Each map has a decoder of its own, {@code decoder1} for amplitude and {@code decoder2} for phase: blocks of two
 * convolutions and a bilinear enlargement by 2, with the channels of the encoder backwards, and a last convolution. Between
 * convolution and ReLU there may be a batch normalisation. Names of the weights are those of the published networks in
 * PyTorch.
 */
public final class PtychoNn extends Module {
    private static final String ENCODER = "encoder";
    private static final String AMPLITUDE = "decoder1";
    private static final String PHASE = "decoder2";

    /** Parts of a block, by which the names of its weights count, with batch normalisation and without. */
    private static final int NORMALISED = 7;

    private static final int PLAIN = 5;

    private static final String KIND = "PtychoNN of these channels";

    private final Settings settings;
    private final Sequential encoder;
    private final List<Sequential> decoders = new ArrayList<>();

    /**
     * What it is.
     *
     * @param channels of the first block, 1 to 1024
     * @param blocks of encoder and decoder, 1 to 8; sides of patterns are multiples of 2^blocks
     * @param normalised whether every block normalises over the batch
     */
    public record Settings(Learned learned, int channels, int blocks, boolean normalised) {
        public Settings {
            if (channels < 1 || channels > 1024) {
                throw new IllegalArgumentException("channels must be 1 to 1024, got " + channels);
            }
            if (blocks < 1 || blocks > 8) {
                throw new IllegalArgumentException("blocks must be 1 to 8, got " + blocks);
            }
        }

        /** The baseline of PtychoPINN's paper: blocks of 32, 64 and 128 channels, 1,154,210 parameters. */
        public static Settings baseline() {
            return new Settings(Learned.BOTH, 32, 3, false);
        }

        private List<String> decoders() {
            return switch (learned) {
                case BOTH -> List.of(AMPLITUDE, PHASE);
                case AMPLITUDE -> List.of(AMPLITUDE);
                case PHASE -> List.of(PHASE);
            };
        }

        /** What a side of the patterns must be a multiple of. */
        public int multiple() {
            return 1 << blocks;
        }

        private int width(int block) {
            return channels << block;
        }

        /**
         * Looks at the large weights before there is a network of such settings: of a few channels and names a file can
         * promise more than any memory holds.
         */
        private void requireConvolutions(NetworkWeights given) {
            int in = 1;
            for (int block = 0; block < blocks; block++) {
                in = requireBlock(given, ENCODER, block, in, width(block));
            }
            for (String decoder : decoders()) {
                int inside = in;
                for (int block = 0; block < blocks; block++) {
                    inside = requireBlock(given, decoder, block, inside, width(blocks - 1 - block));
                }
            }
        }

        private int requireBlock(NetworkWeights given, String part, int block, int in, int out) {
            int first = block * (normalised ? NORMALISED : PLAIN);
            int second = first + (normalised ? 3 : 2);
            given.check(part + "." + first + ".weight", new long[] {out, in, 3, 3}, KIND);
            given.check(part + "." + second + ".weight", new long[] {out, out, 3, 3}, KIND);
            return out;
        }

        /**
         * Those of the network whose weights these are, read off their names and shapes.
         *
         * @param source of the weights, for messages
         * @throws BadInputException if they are of something else
         */
        static Settings of(String source, Map<String, Weights> weights) {
            Weights first = weights.get(ENCODER + ".0.weight");
            boolean amplitude = weights.keySet().stream().anyMatch(name -> name.startsWith(AMPLITUDE + "."));
            boolean phase = weights.keySet().stream().anyMatch(name -> name.startsWith(PHASE + "."));
            if (first == null || first.shape().length != 4 || !(amplitude || phase)) {
                throw new BadInputException(source + ": holds no weights of a PtychoNN (" + ENCODER
                        + ".0.weight and those" + " of " + AMPLITUDE + " or " + PHASE + " are what it is known by)");
            }
            boolean normalised = weights.containsKey(ENCODER + ".1.running_mean");
            int blocks = 0;
            while (weights.containsKey(ENCODER + "." + blocks * (normalised ? NORMALISED : PLAIN) + ".weight")) {
                blocks++;
            }
            Learned learned = amplitude && phase ? Learned.BOTH : amplitude ? Learned.AMPLITUDE : Learned.PHASE;
            try {
                int channels = (int) Math.min(first.shape()[0], Integer.MAX_VALUE);
                Settings settings = new Settings(learned, channels, blocks, normalised);
                settings.requireConvolutions(new NetworkWeights(source, weights));
                return settings;
            } catch (IllegalArgumentException e) {
                throw new BadInputException(source + ": holds no weights of a PtychoNN: " + e.getMessage(), e);
            }
        }
    }

    /** A network to be taught. */
    public PtychoNn(Settings settings, Initial initial) {
        this.settings = settings;
        this.encoder = new Sequential();
        int in = 1;
        for (int block = 0; block < settings.blocks(); block++) {
            in = block(encoder, in, settings.width(block), settings.normalised(), initial);
            encoder.add(new MaxPool(2));
        }
        part(ENCODER, encoder);
        for (String name : settings.decoders()) {
            Activation last = name.equals(AMPLITUDE) ? Activation.SIGMOID : Activation.PI_TANH;
            decoders.add(part(name, decoder(settings, last, initial)));
        }
    }

    private static int block(Sequential to, int in, int out, boolean normalised, Initial initial) {
        for (int k = 0; k < 2; k++) {
            to.add(new Conv2d(Conv2d.Settings.of(k == 0 ? in : out, out, 3), initial));
            if (normalised) {
                to.add(new BatchNorm2d(out));
            }
            to.add(Activation.RELU.layer());
        }
        return out;
    }

    private static Sequential decoder(Settings settings, Activation last, Initial initial) {
        Sequential decoder = new Sequential();
        int in = settings.width(settings.blocks() - 1);
        for (int block = settings.blocks() - 1; block >= 0; block--) {
            in = block(decoder, in, settings.width(block), settings.normalised(), initial);
            decoder.add(new UpSample(2, UpSample.Kind.BILINEAR));
        }
        decoder.add(new Conv2d(Conv2d.Settings.of(in, 1, 3), initial));
        return decoder.add(last.layer());
    }

    /**
     * The network whose weights these are, ready to be used. Other arrays among them are left alone.
     *
     * @param source of the weights, for messages
     * @throws BadInputException if one lacks, is of another shape or not finite, or they are of something else
     */
    public static PtychoNn of(String source, Map<String, Weights> weights) {
        PtychoNn network = new PtychoNn(Settings.of(source, weights), new Initial(new RandomStream(0, 0)));
        return new NetworkWeights(source, weights).into(network, "", KIND);
    }

    public Settings settings() {
        return settings;
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor code = encoder.forward(input);
        TensorVector maps = new TensorVector();
        decoders.forEach(decoder -> maps.push_back(decoder.forward(code)));
        return torch.cat(maps, 1);
    }
}
