package org.polyptych.neural.unet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.diffusion.Channels;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.sampling.Unit;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.NetworkTrainer;
import org.polyptych.neural.train.ParameterGroup;
import org.polyptych.neural.train.TrainingConditions;

/**
 * Teaches a U-Net (Ronneberger, Fischer and Brox 2015) to take the mistakes of another engine off its results, as the paper on
 * diffusion priors does for comparison (Cam and others 2025, section 4): mean squared error, Adam, pieces mirrored at random, a
 * little noise on half of the batches.
 *
 * <p>Deviations: the network says what is to be added to what the engine has made; real and imaginary part, not amplitude and
 * phase; the mean phase of both is taken out before. Blocks are plain ones, without a way around them.
 */
final class UNetTrainer extends NetworkTrainer {
    private static final long WEIGHTS = -3;

    private final UNetTraining settings;
    private final Pairs pairs;
    private final Channels channels;
    private final UNet network;
    private final int rows;
    private final int columns;

    UNetTrainer(UNetTraining settings, Pairs pairs, TrainingConditions conditions) {
        int multiple = settings.network().multiple();
        int least = Math.min(pairs.rows(), pairs.columns());
        if (least < multiple) {
            throw new BadInputException("results of " + pairs.rows() + " x " + pairs.columns()
                    + " pixels are too small for a U-Net of " + settings.levels() + " levels, which needs " + multiple);
        }
        conditions.begin();
        UNet made;
        try (Scope scope = Scope.open()) {
            made = new UNet(settings.network(), new Initial(new RandomStream(conditions.seed(), WEIGHTS)));
        }
        super(made, List.of(ParameterGroup.of(made, settings.rate())), pairs.training(), settings.course(), conditions);
        this.settings = settings;
        this.pairs = pairs;
        this.channels = pairs.channels();
        this.network = made;
        this.rows = Math.min(settings.side(), pairs.rows()) / multiple * multiple;
        this.columns = Math.min(settings.side(), pairs.columns()) / multiple * multiple;
    }

    @Override
    protected Tensor loss(int[] samples, RandomStream random) {
        boolean noisy = settings.jitter() > 0 && random.uniform() < 0.5;
        Tensor[] said = new Tensor[samples.length];
        Tensor[] wanted = new Tensor[samples.length];
        for (int k = 0; k < samples.length; k++) {
            Pair pair = pairs.pair(samples[k]);
            int top = (int) ((pair.made().rows() - rows + 1) * random.uniform());
            int left = (int) ((pair.made().columns() - columns + 1) * random.uniform());
            Tensor[] both = piece(pair, top, left);
            long[] mirrored = mirrored(random.uniform() < 0.5, random.uniform() < 0.5);
            said[k] = mirrored.length > 0 ? both[0].flip(mirrored) : both[0];
            wanted[k] = mirrored.length > 0 ? both[1].flip(mirrored) : both[1];
            if (noisy) {
                said[k] = said[k].add(noise(random));
            }
        }
        return error(torch.cat(new TensorVector(said), 0), torch.cat(new TensorVector(wanted), 0));
    }

    private static long[] mirrored(boolean down, boolean across) {
        return down ? across ? new long[] {2, 3} : new long[] {2} : across ? new long[] {3} : new long[0];
    }

    private Tensor noise(RandomStream random) {
        float[] values = new float[2 * rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (settings.jitter() * random.gaussian());
        }
        return Tensors.of(values, 1, 2, rows, columns);
    }

    /** What the engine has made and the truth, in channels, brought to the mean of the objects by one factor. */
    private Tensor[] piece(Pair pair, int top, int left) {
        ComplexImage made = pair.made().crop(top, left, rows, columns);
        ComplexImage truth = pair.truth().crop(top, left, rows, columns);
        Unit factor = Restorer.factor(pair.made(), channels, settings.known()).inverse();
        factor.onto(made);
        factor.onto(truth);
        return new Tensor[] {channels.of(Tensors.of(made)), channels.of(Tensors.of(truth))};
    }

    private Tensor error(Tensor made, Tensor truth) {
        Tensor given = made.to(device().torch(), torch.ScalarType.Float);
        Tensor right = truth.to(device().torch(), torch.ScalarType.Float);
        return network.forward(given).add(given).sub(right).square().mean();
    }

    @Override
    protected OptionalDouble looked() {
        if (pairs.validation() == 0) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int k = 0; k < pairs.validation(); k++) {
            // what a pass through the network keeps goes with each pair
            try (Scope scope = Scope.open()) {
                Pair pair = pairs.pair(pairs.training() + k);
                Tensor[] both = piece(
                        pair, (pair.made().rows() - rows) / 2, (pair.made().columns() - columns) / 2);
                sum += Tensors.number(error(both[0], both[1]));
            }
        }
        return OptionalDouble.of(sum / pairs.validation());
    }

    @Override
    public String lossName() {
        return "mean squared error (the objects' standard deviation is 1/2)";
    }

    @Override
    protected String kind() {
        return UNetEngine.NAME;
    }

    @Override
    protected Record settings() {
        return settings;
    }

    @Override
    protected Set<String> meaning() {
        return RestorerFacts.meaning();
    }

    @Override
    protected Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>(RestorerFacts.of(
                settings.base(), settings.levels(), Math.min(rows, columns), channels, settings.known()));
        if (!Double.isNaN(pairs.pixelHeight())) {
            facts.put(RestorerFacts.PIXEL_HEIGHT, String.valueOf(pairs.pixelHeight()));
            facts.put(RestorerFacts.PIXEL_WIDTH, String.valueOf(pairs.pixelWidth()));
        }
        facts.put("behind", settings.engine().toLowerCase(Locale.ROOT));
        facts.put("pairs", String.valueOf(pairs.training()));
        facts.put("data", pairs.fingerprint());
        return facts;
    }
}
