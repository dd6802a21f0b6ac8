package org.polyptych.neural.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A U-Net (Ronneberger, Fischer and Brox 2015): on each level a block of 3x3 convolutions, then half the size; a block at the
 * bottom; then, level by level, twice the size, put together with what the level had on the way down, and a block; at last a
 * 3x3 convolution. [image][in][row][column] to [image][out][row][column]; rows and columns must be multiples of
 * {@link Settings#multiple()}. With {@code complex}, channels are complex ones in the form of {@link ComplexChannels}, twice
 * as many as the settings count. Parts: down.<i>level</i>, bottom, raise.<i>level</i>, up.<i>level</i>, last.
 */
public final class UNet extends Module {
    private final Settings settings;
    private final List<Module> down = new ArrayList<>();
    private final List<Module> raise = new ArrayList<>();
    private final List<Module> up = new ArrayList<>();
    private final Module pool;
    private final Module bottom;
    private final Module last;

    /** How a level is made half the size. */
    public enum Pooling {
        MAX,
        AVERAGE
    }

    /** How a level is made twice the size; a 1x1 convolution to the level's channels and a normalisation follow. */
    public enum Raising {
        /** {@link TransposedConv2d}, 3x3, channels kept. */
        TRANSPOSED,
        NEAREST,
        BILINEAR
    }

    /** What follows a convolution of a block first. */
    public enum Order {
        ACTIVATION_THEN_NORM,
        NORM_THEN_ACTIVATION
    }

    /**
     * What it is.
     *
     * @param in channels, 1 or more
     * @param out channels, 1 or more
     * @param widths channels of each level and of the bottom: one number more than there are levels, each 1 or more
     * @param convolutions of a block, 1 or more
     * @param last what the output goes through
     */
    public record Settings(
            int in,
            int out,
            List<Integer> widths,
            int convolutions,
            Border border,
            Activation activation,
            Norm norm,
            Order order,
            Pooling pooling,
            Raising raising,
            Activation last,
            boolean complex) {
        public Settings {
            Sizes.atLeast(1, "in", in);
            Sizes.atLeast(1, "out", out);
            Sizes.atLeast(2, "the number of widths", widths.size());
            widths.forEach(width -> Sizes.atLeast(1, "a width", width));
            Sizes.atLeast(1, "convolutions", convolutions);
            widths = List.copyOf(widths);
        }

        /**
         * The network of the deep generative prior (McCray, Ribet, Varnavides and Ophus; two circular 3x3 convolutions a block, each
         * with ReLU and then batch normalisation): filters on the first level, twice as many on each one below.
         */
        public static Settings deepPrior(int channels, int levels, int filters) {
            return new Settings(
                    channels,
                    channels,
                    doubling(levels, filters),
                    2,
                    Border.CIRCULAR,
                    Activation.RELU,
                    Norm.BATCH,
                    Order.ACTIVATION_THEN_NORM,
                    Pooling.MAX,
                    Raising.TRANSPOSED,
                    Activation.IDENTITY,
                    false);
        }

        /** Widths that double from level to level: so many levels, and the bottom. */
        public static List<Integer> doubling(int levels, int filters) {
            Sizes.atLeast(1, "levels", levels);
            return IntStream.rangeClosed(0, levels)
                    .map(level -> Math.multiplyExact(filters, 1 << level))
                    .boxed()
                    .toList();
        }

        public Settings withLast(Activation other) {
            return new Settings(
                    in, out, widths, convolutions, border, activation, norm, order, pooling, raising, other, complex);
        }

        /** The same with complex channels. */
        public Settings ofComplex() {
            return new Settings(
                    in, out, widths, convolutions, border, activation, norm, order, pooling, raising, last, true);
        }

        public int levels() {
            return widths.size() - 1;
        }

        /** What rows and columns must be multiples of. */
        public int multiple() {
            return 1 << levels();
        }
    }

    public UNet(Settings settings, Initial initial) {
        this.settings = settings;
        UNetParts parts = new UNetParts(settings, initial);
        List<Integer> widths = settings.widths();
        int levels = settings.levels();
        int channels = settings.in();
        for (int level = 0; level < levels; level++) {
            down.add(part("down." + level, parts.block(channels, widths.get(level))));
            channels = widths.get(level);
        }
        pool = parts.pool();
        bottom = part("bottom", parts.block(channels, widths.getLast()));
        for (int level = levels - 1; level >= 0; level--) {
            int width = widths.get(level);
            raise.addFirst(part("raise." + level, parts.raise(widths.get(level + 1), width)));
            up.addFirst(part("up." + level, parts.block(2 * width, width)));
        }
        last = part("last", parts.convolution(widths.getFirst(), settings.out(), 3));
    }

    @Override
    public Tensor forward(Tensor input) {
        int multiple = settings.multiple();
        if (input.size(2) % multiple != 0 || input.size(3) % multiple != 0) {
            throw new IllegalArgumentException("a U-Net of " + settings.levels() + " levels needs rows and columns that"
                    + " are multiples of " + multiple + ", got " + input.size(2) + " and " + input.size(3));
        }
        List<Tensor> seen = new ArrayList<>();
        Tensor value = input;
        for (Module level : down) {
            Tensor made = level.forward(value);
            seen.add(made);
            value = pool.forward(made);
        }
        value = bottom.forward(value);
        for (int level = settings.levels() - 1; level >= 0; level--) {
            Tensor raised = raise.get(level).forward(value);
            value = up.get(level).forward(torch.cat(new TensorVector(raised, seen.get(level)), 1));
        }
        return settings.last().apply(last.forward(value));
    }
}
