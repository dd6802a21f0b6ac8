package org.polyptych.neural.diffusion;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.model.Facts;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.model.NetworkWeights;
import org.polyptych.neural.model.Quoted;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;

/** A trained diffusion model as a {@link Denoiser}. */
public final class DiffusionPrior implements Denoiser {
    static final String KIND = "diffusion";

    private static final String SIDE = "side";
    private static final String STEM = "stem";
    private static final String BASE = "base";
    private static final String MULTIPLIERS = "multipliers";
    private static final String BLOCKS = "blocks";
    private static final String ATTENTION = "attention levels";
    private static final String HEAD = "head channels";

    private final String source;
    private final int side;
    private final Channels channels;
    private final Conditioned network;
    private final double pixelHeight;
    private final double pixelWidth;

    private DiffusionPrior(Facts facts, int side, Conditioned network) {
        this.source = facts.source();
        this.side = side;
        this.channels = ChannelFacts.read(facts);
        this.network = network;
        this.pixelHeight = facts.numberIfSaid("pixel height", Double.MIN_NORMAL, 1);
        this.pixelWidth = facts.numberIfSaid("pixel width", Double.MIN_NORMAL, 1);
    }

    /**
     * Loads libtorch and reads what {@code polyptych train diffusion} has written.
     *
     * @throws BadInputException if there is no such file, it is damaged or of something else, or the device cannot be used
     */
    public static DiffusionPrior read(Path file, Device device) {
        return of(file.toString(), ModelFile.read(file, KIND), device);
    }

    /** @param source of the model, for messages */
    static DiffusionPrior of(String source, Model model, Device device) {
        Facts facts = new Facts(source, model.facts());
        Layout.Settings settings = settings(facts);
        int side = (int) facts.number(SIDE, settings.multiple(), 1 << 15);
        if (side % settings.multiple() != 0) {
            throw new BadInputException(
                    source + ": says patches of " + side + " pixels, which its network of sides that"
                            + " are multiples of " + settings.multiple() + " does not take");
        }
        Preconditioning preconditioning = Preconditioning.of(facts);
        ChannelFacts.read(facts);
        // a short text can promise more than any memory holds
        long promised = Layout.of(settings).parameters();
        long held = model.weights().values().stream()
                .mapToLong(weights -> weights.values().length)
                .sum();
        if (promised != held) {
            throw new BadInputException(source + ": its network has " + promised + " weights, and the file holds "
                    + held + "; it is damaged");
        }
        device.require();
        DenoisingUNet made;
        try (Scope scope = Scope.open()) {
            made = new DenoisingUNet(settings, new Initial(new RandomStream(0, 0)));
        }
        DenoisingUNet network = new NetworkWeights(source, model.weights()).into(made, "", "network of this layout");
        network.parameters().values().forEach(parameter -> parameter.requires_grad_(false));
        network.to(device);
        return new DiffusionPrior(facts, side, new Conditioned(network, preconditioning));
    }

    private static Layout.Settings settings(Facts facts) {
        try {
            return new Layout.Settings(
                    (int) facts.number(STEM, 1, 8),
                    (int) facts.number(BASE, 4, 1024),
                    numbers(facts, MULTIPLIERS),
                    (int) facts.number(BLOCKS, 1, 8),
                    facts.text(ATTENTION).isEmpty() ? List.of() : numbers(facts, ATTENTION),
                    (int) facts.number(HEAD, 1, 1 << 14));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(facts.source() + ": says a network that cannot be: " + e.getMessage(), e);
        }
    }

    private static List<Integer> numbers(Facts facts, String name) {
        String text = facts.text(name);
        try {
            return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    facts.source() + ": its '" + name + "' must be whole numbers with commas between them, got '"
                            + Quoted.of(text) + "'",
                    e);
        }
    }

    /** What {@link #of} asks for beside the weights. */
    static Map<String, String> facts(
            int side, Layout.Settings network, Preconditioning preconditioning, Channels channels) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(SIDE, String.valueOf(side));
        facts.put(STEM, String.valueOf(network.stem()));
        facts.put(BASE, String.valueOf(network.base()));
        facts.put(MULTIPLIERS, listed(network.multipliers()));
        facts.put(BLOCKS, String.valueOf(network.blocks()));
        facts.put(ATTENTION, listed(network.attention()));
        facts.put(HEAD, String.valueOf(network.headChannels()));
        facts.putAll(preconditioning.facts());
        facts.putAll(ChannelFacts.of(channels));
        return facts;
    }

    private static String listed(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The file, for messages. */
    public String source() {
        return source;
    }

    @Override
    public int side() {
        return side;
    }

    /** What rows and columns of patches must be multiples of. */
    public int multiple() {
        return network.network().settings().multiple();
    }

    /** Height of a pixel of the objects that were learned from, in metres; empty where their files did not say it. */
    public OptionalDouble pixelHeight() {
        return said(pixelHeight);
    }

    /** Width of a pixel. */
    public OptionalDouble pixelWidth() {
        return said(pixelWidth);
    }

    private static OptionalDouble said(double pixel) {
        return Double.isNaN(pixel) ? OptionalDouble.empty() : OptionalDouble.of(pixel);
    }

    @Override
    public Tensor denoise(Tensor noisy, double sigma) {
        double[] each = new double[Math.toIntExact(noisy.size(0))];
        Arrays.fill(each, sigma);
        return network.denoised(noisy, each);
    }

    @Override
    public Channels channels() {
        return channels;
    }

    @Override
    public void close() {
        network.network().close();
    }
}
