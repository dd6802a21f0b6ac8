package org.polyptych.neural.ptychopinn;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.Setting;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.BatchNorm2d;
import org.polyptych.neural.layer.Conv2d;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.layer.Sequential;
import org.polyptych.neural.layer.Start;
import org.polyptych.neural.layer.UpSample;
import org.polyptych.neural.model.NetworkWeights;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.ptychonn.Learned;

/**
 * The network G of PtychoPINN (Hoidn, Mishra and Mehta, Sci. Rep. 13, 22789, 2023): from the amplitudes of C neighbouring
 * patterns, [group][C][N][N], zero frequency in the middle, the object under each, [group][2 C][N/2][N/2]: C amplitudes
 * (sigmoid, 0 to 1), then C phases (pi tanh, rad). Pixel (N/4, N/4) of an answer lies at its frame's position.
 *
 * <p>The encoder has blocks of two 3 x 3 convolutions with ReLU and a 2 x 2 pooling; each has twice the channels of the one
 * before, the last the {@linkplain Settings#width width}. Amplitude and phase have a decoder each: blocks of two
 * convolutions and a repetition of pixels, with the channels of the encoder backwards, one block fewer, and a last
 * convolution. What is not learned is answered with amplitude 1 and phase 0. Weights begin as He and others 2015 have them
 * (the paper does not say).
 */
public final class PtychoPinn extends Module {
    private static final String ENCODER = "encoder";
    private static final String AMPLITUDE = "amplitude";
    private static final String PHASE = "phase";

    private final Settings settings;
    private static final String KIND = "PtychoPINN of these settings";

    private final Sequential encoder;
    private final Sequential amplitude;
    private final Sequential phase;

    /** What it is; written in one line it is kept with the weights. */
    public record Settings(
            @Setting(value = "both", doc = "what it says: both, amplitude or phase")
            Learned learned,

            @Setting(value = "4", doc = "patterns of a group, 1 to 64")
            int frames,

            @Setting(value = "256", doc = "channels of the deepest block, a multiple of 2^(blocks - 1)")
            int width,

            @Setting(value = "3", doc = "blocks of the encoder, 1 to 7; sides of patterns are multiples of 2^blocks")
            int blocks,

            @Setting(value = "average", doc = "what stands for 2 x 2 pixels: average or max")
            Pooling pooling,

            @Setting(value = "false", doc = "whether every block normalises over the batch")
            boolean normalised,

            @Setting(value = "false", doc = "whether all patterns of a group are answered with one amplitude")
            boolean shared) {
        public Settings {
            require(frames >= 1 && frames <= 64, "frames must be 1 to 64, got " + frames);
            require(blocks >= 1 && blocks <= 7, "blocks must be 1 to 7, got " + blocks);
            require(
                    width >= 1 && width <= 2048 && width % (1 << blocks - 1) == 0,
                    "width must be a multiple of " + (1 << blocks - 1) + " up to 2048 where the network has " + blocks
                            + " blocks, got " + width);
        }

        private static void require(boolean met, String message) {
            if (!met) {
                throw new IllegalArgumentException(message);
            }
        }

        /** The paper's, for patterns of 64 x 64 pixels: blocks of 64, 128 and 256 channels, 4.4 million parameters. */
        public static Settings paper(int frames) {
            return new Settings(Learned.BOTH, frames, 256, 3, Pooling.AVERAGE, false, false);
        }

        /**
         * Blocks for patterns of a side: three up to 64 pixels, and one more for each doubling as far as the side can be
         * halved; 0 if it is no multiple of 8.
         */
        public static int blocksFor(int side) {
            if (side < 8 || side % 8 != 0) {
                return 0;
            }
            int blocks = 3;
            while (side >> blocks >= 16 && (side >> blocks) % 2 == 0) {
                blocks++;
            }
            return Math.min(blocks, 7);
        }

        /** What a side of the patterns must be a multiple of. */
        public int multiple() {
            return 1 << blocks;
        }

        private int channels(int block) {
            return width >> blocks - 1 - block;
        }

        private int amplitudes() {
            return shared ? 1 : frames;
        }
    }

    /** A network to be taught. */
    public PtychoPinn(Settings settings, Initial initial) {
        this.settings = settings;
        this.encoder = new Sequential();
        int in = settings.frames();
        for (int block = 0; block < settings.blocks(); block++) {
            in = block(encoder, in, settings.channels(block), settings.normalised(), initial);
            encoder.add(settings.pooling().layer());
        }
        part(ENCODER, encoder);
        Learned learned = settings.learned();
        this.amplitude = learned == Learned.PHASE
                ? null
                : part(AMPLITUDE, decoder(settings, settings.amplitudes(), Activation.SIGMOID, initial));
        this.phase = learned == Learned.AMPLITUDE
                ? null
                : part(PHASE, decoder(settings, settings.frames(), Activation.PI_TANH, initial));
    }

    private static int block(Sequential to, int in, int out, boolean normalised, Initial initial) {
        for (int k = 0; k < 2; k++) {
            to.add(new Conv2d(Conv2d.Settings.of(k == 0 ? in : out, out, 3).withStart(Start.KAIMING), initial));
            if (normalised) {
                to.add(new BatchNorm2d(out));
            }
            to.add(Activation.RELU.layer());
        }
        return out;
    }

    private static Sequential decoder(Settings settings, int maps, Activation last, Initial initial) {
        Sequential decoder = new Sequential();
        int in = settings.width();
        for (int block = settings.blocks() - 1; block > 0; block--) {
            in = block(decoder, in, settings.channels(block), settings.normalised(), initial);
            decoder.add(new UpSample(2, UpSample.Kind.NEAREST));
        }
        decoder.add(new Conv2d(Conv2d.Settings.of(in, maps, 3).withStart(Start.XAVIER), initial));
        return decoder.add(last.layer());
    }

    /**
     * The network whose weights these are, ready to be used. Other arrays among them are left alone.
     *
     * @param source of the weights, for messages
     * @param prefix before the names of its weights, such as {@code network.}; may be empty
     * @throws BadInputException if one lacks, is of another shape or not finite
     */
    public static PtychoPinn of(String source, Settings settings, String prefix, Map<String, Weights> weights) {
        // a short text can promise more than any memory holds: the large ones are looked at first
        NetworkWeights given = new NetworkWeights(source, weights);
        int in = settings.frames();
        for (int block = 0, at = 0; block < settings.blocks(); block++, at += settings.normalised() ? 7 : 5) {
            int out = settings.channels(block);
            given.check(prefix + ENCODER + "." + at + ".weight", new long[] {out, in, 3, 3}, KIND);
            in = out;
        }
        return given.into(new PtychoPinn(settings, new Initial(new RandomStream(0, 0))), prefix, KIND);
    }

    public Settings settings() {
        return settings;
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor code = encoder.forward(input);
        Tensor phases = phase == null ? null : phase.forward(code);
        Tensor amplitudes = amplitude == null
                ? torch.ones_like(phases)
                : amplitude.forward(code).expand(-1, settings.frames(), -1, -1);
        return torch.cat(new TensorVector(amplitudes, phases == null ? torch.zeros_like(amplitudes) : phases), 1);
    }
}
