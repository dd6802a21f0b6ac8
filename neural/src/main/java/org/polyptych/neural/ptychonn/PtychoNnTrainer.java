package org.polyptych.neural.ptychonn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.NetworkTrainer;
import org.polyptych.neural.train.ParameterGroup;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.physics.Geometry;

/**
 * Teaches PtychoNN (Cherukara, Zhou, Nashed, Enfedaque, Hexemer, Harder and Holt, Appl. Phys. Lett. 117, 044103, 2020) to
 * answer each pattern with the object under it: mean absolute error of amplitude and of phase, Adam, half the rate on a
 * plateau.
 *
 * <p>Deviations: only the pixels in the light count ({@link LitDisc}), since patterns say nothing of the others; patterns
 * and objects of each scan are brought to one scale ({@link LabelledScan}), and amplitudes to a unit that the sigmoid
 * reaches ({@link Examples#unit}); whole scans or areas are set apart, not frames at random ({@link Split}).
 */
public final class PtychoNnTrainer extends NetworkTrainer {
    /** Of the starting weights, apart from the streams of steps and epochs. */
    private static final long STREAM = -3;

    private static final String UNIT = "amplitude unit";

    /** Frames looked at together. */
    private static final int TOGETHER = 64;

    private final PtychoNnTraining settings;
    private final Examples examples;
    private final PtychoNn network;
    private final float[] mask;
    private final Map<String, Double> trivial;

    PtychoNnTrainer(PtychoNnTraining settings, Examples examples, TrainingConditions conditions) {
        conditions.begin();
        PtychoNn made;
        try (Scope scope = Scope.open()) {
            made = new PtychoNn(settings.network(), new Initial(new RandomStream(conditions.seed(), STREAM)));
        }
        int count = examples.split().training().size();
        super(made, List.of(ParameterGroup.of(made, settings.rate())), count, settings.course(count), conditions);
        this.settings = settings;
        this.examples = examples;
        this.network = made;
        this.mask = examples.disc().mask();
        this.trivial = TrivialAnswer.losses(examples, settings.learn());
    }

    @Override
    protected Tensor loss(int[] samples, RandomStream random) {
        return error(
                IntStream.of(samples).mapToObj(examples.split().training()::get).toList());
    }

    /** Mean absolute error over the pixels in the light, of the maps one after the other and added. */
    private Tensor error(List<Split.Example> some) {
        long side = examples.disc().side();
        int maps = settings.learn().maps();
        Tensor patterns =
                moved(Tensors.of(examples.patterns(some), some.size(), 1, examples.frame(), examples.frame()));
        Tensor answers = moved(Tensors.of(examples.answers(some, settings.learn()), some.size(), maps, side, side));
        Tensor lit = moved(Tensors.of(mask, side, side));
        long from = examples.frame() / 2 - side / 2;
        Tensor said = network.forward(Tensors.channelsTogether(patterns))
                .narrow(2, from, side)
                .narrow(3, from, side);
        if (settings.relative() && settings.learn().amplitude()) {
            Tensor bright = moved(Tensors.of(examples.brightness(some), some.size(), 1, 1, 1));
            Tensor amplitude = said.narrow(1, 0, 1).mul(bright);
            said = settings.learn().phase()
                    ? torch.cat(new TensorVector(amplitude, said.narrow(1, 1, 1)), 1)
                    : amplitude;
        }
        double pixels = some.size() * LabelledScan.lit(mask);
        return torch.abs(said.sub(answers)).mul(lit).sum().div(new org.bytedeco.pytorch.Scalar(pixels));
    }

    private Tensor moved(Tensor tensor) {
        return tensor.to(device().torch(), torch.ScalarType.Float);
    }

    @Override
    protected OptionalDouble looked() {
        List<Split.Example> apart = examples.split().validation();
        if (apart.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int from = 0; from < apart.size(); from += TOGETHER) {
            List<Split.Example> some = apart.subList(from, Math.min(apart.size(), from + TOGETHER));
            try (Scope scope = Scope.open()) {
                sum += some.size() * Tensors.number(error(some));
            }
        }
        return OptionalDouble.of(sum / apart.size());
    }

    @Override
    public String lossName() {
        return "mean absolute error (units of the model, rad)";
    }

    @Override
    protected String kind() {
        return "ptychonn";
    }

    @Override
    protected Record settings() {
        return settings;
    }

    @Override
    protected Set<String> meaning() {
        return Set.of(UNIT, PatternPreparation.FACT);
    }

    @Override
    protected Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("frame", String.valueOf(examples.frame()));
        Geometry geometry = examples.scans().getFirst().scan().geometry();
        facts.put("pixel height", String.valueOf(geometry.pixelHeight()));
        facts.put("pixel width", String.valueOf(geometry.pixelWidth()));
        facts.put(
                PatternPreparation.FACT, settings.preparation(examples.frame()).text());
        facts.put(UNIT, String.valueOf(examples.unit() * examples.objectScale()));
        facts.put("radius", String.valueOf(examples.disc().radius()));
        facts.put("training frames", String.valueOf(examples.split().training().size()));
        facts.put(
                "validation frames",
                String.valueOf(examples.split().validation().size()));
        trivial.forEach((name, loss) -> facts.put("validation loss of " + name, String.valueOf(loss)));
        facts.put("data", examples.fingerprint());
        return facts;
    }
}
