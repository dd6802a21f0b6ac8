package org.polyptych.neural.diffusion;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ContentHash;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.NetworkTrainer;
import org.polyptych.neural.train.ParameterGroup;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.neural.train.TrainingData;

/**
 * Teaches a {@link DenoisingUNet} to take normal noise off patches of objects ({@link Preconditioning}); patches are drawn
 * from a few large complex images ({@link PatchLaw}), each by the seed and its number, so that a training set of any size
 * needs no room.
 */
final class DiffusionTrainer extends NetworkTrainer {
    /** Streams apart from those of steps and epochs. */
    private static final long WEIGHTS = -3;

    private static final long VALIDATION = -4;
    private static final long SAMPLES = -5;
    private static final long PATCHES = 1L << 50;

    /** Levels of noise at which each square that judges is looked at. */
    private static final int LEVELS = 8;

    /** Squares that judge, at most; of more, those evenly between. */
    private static final int MOST_SQUARES = 32;

    /** Passes of a sample are twice as many. */
    private static final int SAMPLER_LEVELS = 18;

    private final DiffusionTraining settings;
    private final List<TrainingData.Image> images;
    private final PatchLaw law;
    private final List<Region> apart;
    private final Channels channels;
    private final Conditioned prior;
    private List<ComplexImage> samples = List.of();

    DiffusionTrainer(DiffusionTraining settings, List<TrainingData.Image> images, TrainingConditions conditions) {
        SplitImages split = SplitImages.of(
                images,
                settings.validation(),
                settings.side(),
                settings.network().multiple());
        conditions.begin();
        DenoisingUNet network;
        try (Scope scope = Scope.open()) {
            network = new DenoisingUNet(settings.network(), new Initial(new RandomStream(conditions.seed(), WEIGHTS)));
        }
        super(
                network,
                List.of(ParameterGroup.of(network, settings.rate())),
                settings.patches(),
                settings.course(),
                conditions);
        this.settings = settings;
        this.images = images;
        this.law = new PatchLaw(split.training(), settings.side(), settings.turned(), settings.zoom());
        this.apart = evenly(split.validation());
        this.channels = ObjectStatistics.channels(settings.channels(), split.training());
        this.prior = new Conditioned(network, settings.noise().usual());
    }

    private static List<Region> evenly(List<Region> squares) {
        int count = Math.min(MOST_SQUARES, squares.size());
        return IntStream.range(0, count)
                .mapToObj(k -> squares.get((int) ((long) k * squares.size() / count)))
                .toList();
    }

    @Override
    protected Tensor loss(int[] samples, RandomStream random) {
        ComplexImage[] patches = IntStream.of(samples)
                .mapToObj(k -> law.draw(new RandomStream(seed(), PATCHES + k)))
                .toArray(ComplexImage[]::new);
        return loss(patches, random);
    }

    private Tensor loss(ComplexImage[] patches, RandomStream random) {
        Tensor clean = moved(channels.of(Tensors.of(patches)));
        double[] sigmas = new double[patches.length];
        Arrays.setAll(sigmas, k -> prior.preconditioning().draw(random));
        return prior.loss(clean, moved(noise(random, patches.length, patches[0].rows())), sigmas);
    }

    private static Tensor noise(RandomStream random, int patches, int side) {
        float[] values = new float[patches * DenoisingUNet.CHANNELS * side * side];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) random.gaussian();
        }
        return Tensors.of(values, patches, DenoisingUNet.CHANNELS, side, side);
    }

    private Tensor moved(Tensor tensor) {
        return tensor.to(device().torch(), torch.ScalarType.Float);
    }

    /** At the same levels and with the same noise each time. */
    @Override
    protected OptionalDouble looked() {
        samples = sampled();
        double sum = 0;
        for (int k = 0; k < apart.size(); k++) {
            try (Scope scope = Scope.open()) {
                ComplexImage[] copies = new ComplexImage[LEVELS];
                Arrays.fill(copies, apart.get(k).cut());
                RandomStream random = new RandomStream(seed() + k, VALIDATION);
                sum += Tensors.number(loss(copies, random));
            }
        }
        return apart.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / apart.size());
    }

    private List<ComplexImage> sampled() {
        if (settings.samples() == 0) {
            return List.of();
        }
        try (Scope scope = Scope.open()) {
            Tensor start = moved(noise(new RandomStream(seed(), SAMPLES), settings.samples(), settings.side()));
            return List.of(Tensors.images(channels.objects(HeunSampler.patches(prior, start, SAMPLER_LEVELS))));
        }
    }

    /** Always of the same noise, so that rounds can be compared. */
    @Override
    public List<ComplexImage> samples() {
        return samples;
    }

    @Override
    public String lossName() {
        return settings.noise() == Preconditioning.Kind.DDPM
                ? "mean squared error of the noise"
                : "mean squared error (EDM)";
    }

    @Override
    protected String kind() {
        return DiffusionPrior.KIND;
    }

    @Override
    protected Record settings() {
        return settings;
    }

    @Override
    protected Set<String> meaning() {
        return Set.copyOf(ChannelFacts.of(channels).keySet());
    }

    @Override
    protected Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>(
                DiffusionPrior.facts(settings.side(), settings.network(), prior.preconditioning(), channels));
        facts.put("preset", settings.preset().name().toLowerCase(Locale.ROOT));
        facts.put("parameters", String.valueOf(Layout.of(settings.network()).parameters()));
        commonPixel(facts, "pixel height", TrainingData.Image::pixelHeight);
        commonPixel(facts, "pixel width", TrainingData.Image::pixelWidth);
        facts.put("images", String.valueOf(images.size()));
        facts.put("squares that judge", String.valueOf(apart.size()));
        ContentHash hash = new ContentHash();
        images.forEach(given -> hash.add(given.image()));
        facts.put("data", hash.text());
        return facts;
    }

    /** In metres, where all images say the same. */
    private void commonPixel(Map<String, String> facts, String name, ToDoubleFunction<TrainingData.Image> of) {
        double first = of.applyAsDouble(images.getFirst());
        if (images.stream().allMatch(given -> Math.abs(of.applyAsDouble(given) / first - 1) < 1e-3)) {
            facts.put(name, String.valueOf(first));
        }
    }
}
