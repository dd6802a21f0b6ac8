package org.polyptych.neural.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Opened;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.StepReport;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * What all trainers of networks have in common: rounds of steps of {@link Adam} over a shuffled training set, the rate by a
 * {@link Schedule}, clipping, a moving average of the weights, looks at data set apart, and the best network by them. A
 * subclass says what the network is, what a batch loses, what data set apart lose, and what else a model's file must tell.
 *
 * <p>The network is the trainer's from the constructor on, which brings it to the device, and closed with it. The subclass
 * makes it, from the seed, before it calls this constructor:
 *
 * <pre>{@code
 * MyTrainer(MySettings settings, ..., TrainingConditions conditions) {
 *     conditions.begin();
 *     MyNetwork network;
 *     try (Scope scope = Scope.open()) {
 *         network = new MyNetwork(...);
 *     }
 *     super(network, List.of(ParameterGroup.of(network, settings.rate())), samples, settings.course(), conditions);
 *     this.network = network;
 * }
 * }</pre>
 *
 * <p>Several networks are parts of one module. Loss and gradients that are no numbers end in a {@link DivergedException}
 * before the step is done, so that weights, buffers and moments stay those of the last good step; if the loss of data set
 * apart is none, the step before the look is taken back.
 */
public abstract class NetworkTrainer implements Trainer {
    private static final String WEIGHTS = "weights";
    private static final String LOOKS = "looks";
    private static final String ROUND_LOSSES = "round_losses";
    private static final String PARTIAL = "partial_loss";

    private final Module network;
    private final Course course;
    private final TrainingConditions conditions;
    private final SampleOrder order;
    private final Adam adam;
    private final Gradients gradients;
    private final MovingAverage average;
    private final BestNetwork best = new BestNetwork();
    private final List<Double> looks = new ArrayList<>();
    private final List<Double> roundLosses = new ArrayList<>();
    /** Sum of the losses of the steps done in the round that is not done. */
    private double partial;

    private OptionalDouble validation = OptionalDouble.empty();
    private BooleanSupplier asked = () -> false;
    private boolean begunWith;
    /** Whether there are data set apart, as far as known. */
    private boolean apart = true;

    /**
     * @param network all that is learned; closed with the trainer, and if this fails
     * @param groups which of its parameters are learned at which rate; others are not learned
     * @param samples in the training set, 1 or more
     */
    protected NetworkTrainer(
            Module network, List<ParameterGroup> groups, int samples, Course course, TrainingConditions conditions) {
        try (Opened opened = new Opened()) {
            this.network = opened.add(network);
            if (samples < 1) {
                throw new BadInputException("there is nothing to learn from: the training set is empty");
            }
            this.course = course;
            this.conditions = conditions;
            if (conditions.device() != Device.CPU) {
                // before anything is made of the shape and in the place of its parameters
                network.to(conditions.device());
            }
            this.order = new SampleOrder(samples, course.batch(), conditions.seed());
            this.adam = opened.add(new Adam(groups, course.betas()));
            this.gradients = new Gradients(groups.stream()
                    .flatMap(group -> group.parameters().stream())
                    .toList());
            this.average = course.average() > 0 ? opened.add(new MovingAverage(network, course.average())) : null;
            opened.keep();
        }
    }

    /**
     * The loss of a batch, a mean over its samples, as a tensor of one number in the graph of the network, which is being
     * trained. Called within a scope.
     *
     * @param samples which, from 0; all calls get as many
     * @param random of this step: noise, turned samples and the like
     */
    protected abstract Tensor loss(int[] samples, RandomStream random);

    /**
     * The loss of data set apart; empty if there are none. Called within a scope, without recording, with the network in
     * use. What is random in it must be the same at each call.
     */
    protected abstract OptionalDouble looked();

    /** What says which class makes a network of the model: its provider's name. */
    protected abstract String kind();

    /** Those it was made with. */
    protected abstract Record settings();

    /**
     * What a model's file must tell beside settings and weights, such as normalisation: numbers as {@link
     * Double#toString}. Seed, rounds, steps and losses are added.
     */
    protected abstract Map<String, String> facts();

    /** Which {@link #facts} say what the network's numbers mean, such as the unit of an answer. */
    protected Set<String> meaning() {
        return Set.of();
    }

    /** What belongs to the weights and is not the network's, such as a probe. */
    protected Map<String, Weights> alongside() {
        return Map.of();
    }

    /** Where tensors of samples belong. */
    protected final Device device() {
        return conditions.device();
    }

    protected final long seed() {
        return conditions.seed();
    }

    /** Steps of the optimiser so far, also of a round that is not done. */
    public final long steps() {
        return adam.steps();
    }

    @Override
    public final int begun() {
        return (int) ((adam.steps() + course.steps() - 1) / course.steps());
    }

    @Override
    public final int rounds() {
        return course.rounds();
    }

    @Override
    public final int every() {
        return course.every();
    }

    @Override
    public final void beginWith(Model model) {
        new GivenNetwork(model).into(network, kind());
        begunWith = true;
        if (average != null) {
            average.begin();
        }
    }

    @Override
    public final List<String> differences(Model model) {
        return new GivenNetwork(model).differences(facts(), meaning());
    }

    @Override
    public final int patience() {
        return course.patience();
    }

    @Override
    public final void stopWhen(BooleanSupplier somebodyAsks) {
        asked = somebodyAsks;
    }

    @Override
    public final boolean needsEnd() {
        return course.schedule().needsEnd();
    }

    @Override
    public final int completed() {
        return (int) (adam.steps() / course.steps());
    }

    @Override
    public final OptionalDouble validation() {
        return validation;
    }

    @Override
    public final StepReport step() {
        if (begunWith && adam.steps() == 0) {
            lookAtStart();
        }
        network.training(true);
        int round = completed();
        boolean due = (round + 1) % course.every() == 0;
        Snapshot good = null;
        do {
            if (asked.getAsBoolean()) {
                throw new StoppedException("in round " + (round + 1) + " of " + course.rounds() + ", after "
                        + adam.steps() % course.steps() + " of its " + course.steps() + " steps");
            }
            if (due && apart && adam.steps() % course.steps() == course.steps() - 1) {
                good = save();
            }
            partial += optimise();
        } while (adam.steps() % course.steps() != 0);
        validation = due ? look(round + 1) : OptionalDouble.empty();
        if (validation.isPresent() && !Double.isFinite(validation.getAsDouble())) {
            String what =
                    "the loss of the data set apart after round " + (round + 1) + " is " + validation.getAsDouble();
            if (good != null) {
                restore(good);
            }
            throw new DivergedException(what);
        }
        validation.ifPresent(looks::add);
        double loss = partial / course.steps();
        partial = 0;
        roundLosses.add(loss);
        return new StepReport(round + 1, loss);
    }

    /** A network that is only made worse stays the best. */
    private void lookAtStart() {
        OptionalDouble loss = look(0);
        if (loss.isPresent() && !Double.isFinite(loss.getAsDouble())) {
            throw new BadInputException("--from: the loss of the network given on the data set apart is "
                    + loss.getAsDouble() + "; begin with another one, or with a new one");
        }
    }

    /** One step of the optimiser; its loss. */
    private double optimise() {
        long step = adam.steps();
        try (Scope scope = Scope.open()) {
            adam.clearGradients();
            BufferCopies buffers = new BufferCopies(network);
            Tensor loss = loss(order.batch(step), new RandomStream(conditions.seed(), step));
            double value = Tensors.number(loss);
            requireFinite("loss", value, step, buffers);
            CustomFunction.goBack(loss);
            double norm = gradients.norm();
            requireFinite("gradient's length", norm, step, buffers);
            if (course.clip() > 0) {
                gradients.clip(norm, course.clip());
            }
            adam.step(course.schedule().factor(step, course.allSteps(), looks.isEmpty() ? roundLosses : looks));
            adam.clearGradients();
            if (average != null) {
                average.add(step + 1);
            }
            return value;
        }
    }

    private void requireFinite(String what, double value, long step, BufferCopies before) {
        if (!Double.isFinite(value)) {
            adam.clearGradients();
            before.putBack();
            throw new DivergedException("the " + what + " of step " + (step + 1) + " (round "
                    + (step / course.steps() + 1) + ") is " + value);
        }
    }

    /**
     * The loss of data set apart, if there are any; keeps the network if it is the best.
     *
     * @param round that was done; 0: none
     */
    private OptionalDouble look(int round) {
        return inUse(() -> {
            OptionalDouble loss;
            try (Scope scope = Scope.open();
                    NoGradGuard without = new NoGradGuard()) {
                loss = looked();
            }
            apart = loss.isPresent();
            loss.ifPresent(value -> best.offer(value, round, network::values));
            return loss;
        });
    }

    /** With the network as it would be used: its averages, if it has any, and not in training. */
    private <T> T inUse(Supplier<T> what) {
        network.training(false);
        if (average != null) {
            average.swap();
        }
        try {
            return what.get();
        } finally {
            if (average != null) {
                average.swap();
            }
            network.training(true);
        }
    }

    @Override
    public final Model model() {
        SequencedMap<String, Weights> weights = new LinkedHashMap<>();
        SequencedMap<String, String> facts = new LinkedHashMap<>(facts());
        facts.put("seed", String.valueOf(conditions.seed()));
        facts.put("rounds", String.valueOf(best.exists() ? best.round() : completed()));
        facts.put("steps", String.valueOf(best.exists() ? (long) best.round() * course.steps() : adam.steps()));
        int at = best.exists() ? best.round() : roundLosses.size();
        if (at > 0) {
            facts.put("trainingLoss", String.valueOf(roundLosses.get(at - 1)));
        }
        if (best.exists()) {
            facts.put("validationLoss", String.valueOf(best.loss()));
        }
        SequencedMap<String, float[]> used = best.exists() ? best.values() : inUse(network::values);
        used.forEach((name, values) -> weights.put(name, new Weights(shape(name), values)));
        weights.putAll(alongside());
        SequencedMap<String, String> typed = new LinkedHashMap<>(SettingsReader.write(settings()));
        return new Model(kind(), typed, facts, weights);
    }

    private long[] shape(String name) {
        Tensor tensor = network.parameters().get(name);
        return (tensor == null ? network.buffers().get(name) : tensor).shape();
    }

    @Override
    public final Snapshot save() {
        Snapshot snapshot = new Snapshot();
        snapshot.floats().put(WEIGHTS, network.values().values().toArray(float[][]::new));
        adam.save(snapshot);
        if (average != null) {
            average.save(snapshot);
        }
        snapshot.doubles().put(LOOKS, numbers(looks));
        snapshot.doubles().put(ROUND_LOSSES, numbers(roundLosses));
        snapshot.doubles().put(PARTIAL, new double[] {partial});
        best.save(snapshot);
        return snapshot;
    }

    @Override
    public final void restore(Snapshot snapshot) {
        network.set(named(snapshot.floats().get(WEIGHTS)));
        adam.restore(snapshot);
        if (average != null) {
            average.restore(snapshot);
        }
        put(snapshot.doubles().get(LOOKS), looks);
        put(snapshot.doubles().get(ROUND_LOSSES), roundLosses);
        partial = snapshot.doubles().get(PARTIAL)[0];
        validation = OptionalDouble.empty();
        best.restore(snapshot, this::named);
    }

    /** Values in the order of {@link Module#values()} by their names. */
    private SequencedMap<String, float[]> named(float[][] values) {
        SequencedMap<String, float[]> named = new LinkedHashMap<>();
        int next = 0;
        for (String name : network.parameters().keySet()) {
            named.put(name, values[next++].clone());
        }
        for (String name : network.buffers().keySet()) {
            named.put(name, values[next++].clone());
        }
        return named;
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void put(double[] values, List<Double> list) {
        list.clear();
        for (double value : values) {
            list.add(value);
        }
    }

    /** Frees network, moments and averages. */
    @Override
    public void close() {
        if (average != null) {
            average.close();
        }
        adam.close();
        network.close();
    }
}
