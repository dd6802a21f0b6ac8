package org.polyptych.neural.ptychopinn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.NetworkTrainer;
import org.polyptych.neural.train.ParameterGroup;
import org.polyptych.neural.train.TrainingConditions;
import org.polyptych.physics.Probe;

/**
 * Teaches the network of PtychoPINN (Hoidn, Mishra and Mehta 2023) one of its {@linkplain Objective objectives}, with Adam: by
 * its patterns alone, or by known objects.
 */
final class PtychoPinnTrainer extends NetworkTrainer {
    /** Of the starting weights, apart from the streams of steps and epochs. */
    private static final long STREAM = -3;

    private final Lesson lesson;
    private final Autoencoder network;

    /**
     * What is taught.
     *
     * @param kind the trainer's name
     * @param settings as typed
     * @param scaleRate rate at which the unit is learned, 0 to 1; 0: it stays as it is
     * @param probeRate that of the probe
     * @param unit amplitude of an object of root mean square 1 in the light where the network says 1, at first
     * @param facts what a model's file says of how patterns are to be given
     */
    record Lesson(
            String kind,
            Record settings,
            PtychoPinn.Settings network,
            Teaching teaching,
            double scaleRate,
            double probeRate,
            Samples samples,
            Objective objective,
            double unit,
            Map<String, String> facts) {}

    PtychoPinnTrainer(Lesson lesson, TrainingConditions conditions) {
        conditions.begin();
        Autoencoder made;
        Teaching teaching = lesson.teaching();
        try (Scope scope = Scope.open()) {
            PtychoPinn network =
                    new PtychoPinn(lesson.network(), new Initial(new RandomStream(conditions.seed(), STREAM)));
            Optional<Probe> probe = Optional.of(lesson.objective().probe()).filter(p -> lesson.probeRate() > 0);
            made = new Autoencoder(network, lesson.unit(), lesson.scaleRate() > 0, probe);
        }
        int count = lesson.samples().training().size();
        super(made, groups(made, lesson), count, teaching.course(count), conditions);
        this.lesson = lesson;
        this.network = made;
    }

    private static List<ParameterGroup> groups(Autoencoder made, Lesson lesson) {
        List<ParameterGroup> groups = new ArrayList<>();
        groups.add(ParameterGroup.of(made.network(), lesson.teaching().rate()));
        if (made.scaled()) {
            groups.add(new ParameterGroup(List.of(made.logScale()), lesson.scaleRate(), 0));
        }
        if (!made.probe().isEmpty()) {
            groups.add(new ParameterGroup(made.probe(), lesson.probeRate(), 0));
        }
        return groups;
    }

    @Override
    protected Tensor loss(int[] samples, RandomStream random) {
        return error(
                IntStream.of(samples).mapToObj(lesson.samples().training()::get).toList());
    }

    private Tensor error(List<Sample> some) {
        Tensor patterns = lesson.objective().patterns(some).to(device().torch(), torch.ScalarType.Float);
        return lesson.objective().loss(network, network.forward(Tensors.channelsTogether(patterns)), some);
    }

    @Override
    protected OptionalDouble looked() {
        List<Sample> apart = lesson.samples().validation();
        if (apart.isEmpty()) {
            return OptionalDouble.empty();
        }
        int together = Math.max(16, lesson.teaching().batch());
        double sum = 0;
        for (int from = 0; from < apart.size(); from += together) {
            List<Sample> some = apart.subList(from, Math.min(apart.size(), from + together));
            try (Scope scope = Scope.open()) {
                sum += some.size() * Tensors.number(error(some));
            }
        }
        return OptionalDouble.of(sum / apart.size());
    }

    @Override
    public String lossName() {
        return lesson.objective().lossName();
    }

    @Override
    protected String kind() {
        return lesson.kind();
    }

    @Override
    protected Record settings() {
        return lesson.settings();
    }

    @Override
    protected Set<String> meaning() {
        return Set.of(PatternPreparation.FACT);
    }

    @Override
    protected Map<String, Weights> alongside() {
        if (!network.probe().isEmpty()) {
            return Map.of();
        }
        Probe probe = lesson.objective().probe();
        long[] shape = {probe.modes(), probe.rows(), probe.columns()};
        return Map.of(
                PtychoPinnModel.PROBE_RE, new Weights(shape, Autoencoder.values(probe, true)),
                PtychoPinnModel.PROBE_IM, new Weights(shape, Autoencoder.values(probe, false)));
    }

    @Override
    protected Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>(lesson.facts());
        Samples samples = lesson.samples();
        facts.put("training groups", String.valueOf(samples.training().size()));
        facts.put("training frames", String.valueOf(Samples.frames(samples.training())));
        facts.put("validation groups", String.valueOf(samples.validation().size()));
        facts.put("validation frames", String.valueOf(Samples.frames(samples.validation())));
        facts.putAll(lesson.objective().facts());
        return facts;
    }
}
