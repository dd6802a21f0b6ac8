package org.polyptych.neural.train;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.Setting;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.BatchNorm2d;
import org.polyptych.neural.layer.Conv2d;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.layer.Sequential;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** A small network of convolutions with a function of our own behind it: all that a step can hold on to. */
public final class MixedTrainer extends NetworkTrainer {
    private static final int SIZE = 32;
    private static final int CHANNELS = 8;
    private static final int BATCH = 4;
    private static final int SAMPLES = 32;

    /** Nothing to set. */
    record Settings(
            @Setting(value = "0.003", doc = "rate of learning")
            double rate) {}

    private final Module network;
    private final float[] images = new float[SAMPLES * SIZE * SIZE];

    /** x^2 / 2, computed on the other side of the graph. */
    private static final class HalfSquare extends CustomFunction {
        private Tensor x;

        @Override
        protected Tensor forward(Tensor[] inputs) {
            x = inputs[0];
            float[] values = Tensors.floats(x);
            for (int i = 0; i < values.length; i++) {
                values[i] *= 0.5f * values[i];
            }
            return Tensors.of(values, x.shape());
        }

        @Override
        protected Tensor[] backward(Tensor gradient) {
            return new Tensor[] {gradient.mul(x)};
        }
    }

    /** In this step something is no number. */
    long breaksAt = Long.MAX_VALUE;

    /** Whether that is the gradient alone, and not the images. */
    boolean onlySlope;

    private MixedTrainer(Module network, Course course, TrainingConditions conditions) {
        super(network, List.of(ParameterGroup.of(network, 3e-3, 1e-4)), SAMPLES, course, conditions);
        this.network = network;
        RandomStream random = new RandomStream(1, -1);
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.uniform();
        }
    }

    /** With clipping, an average and looks at the first samples after each round. */
    public static MixedTrainer of(int rounds, int steps) {
        TrainingConditions conditions = new TrainingConditions(1, 1, Device.CPU);
        conditions.begin();
        Initial initial = new Initial(new RandomStream(1, 0));
        Module network;
        try (Scope scope = Scope.open()) {
            network = new Sequential(
                    new Conv2d(Conv2d.Settings.of(1, CHANNELS, 3), initial),
                    new BatchNorm2d(CHANNELS),
                    Activation.RELU.layer(),
                    new Conv2d(Conv2d.Settings.of(CHANNELS, CHANNELS, 3), initial),
                    Activation.RELU.layer(),
                    new Conv2d(Conv2d.Settings.of(CHANNELS, 1, 3), initial));
        }
        Course course = Course.of(rounds, steps, BATCH).withClip(1).withAverage(0.99);
        return new MixedTrainer(network, course, conditions);
    }

    @Override
    protected Tensor loss(int[] samples, RandomStream random) {
        float[] batch = new float[samples.length * SIZE * SIZE];
        for (int k = 0; k < samples.length; k++) {
            System.arraycopy(images, samples[k] * SIZE * SIZE, batch, k * SIZE * SIZE, SIZE * SIZE);
        }
        if (steps() == breaksAt && !onlySlope) {
            batch[7] = Float.NaN;
        }
        Tensor wanted = Tensors.of(batch, samples.length, 1, SIZE, SIZE);
        Tensor found = new HalfSquare().apply(network.forward(wanted));
        Tensor loss = found.sub(wanted).abs().mean();
        if (steps() == breaksAt && onlySlope) {
            // sqrt has no finite slope at 0
            Tensor any = network.parameters().firstEntry().getValue();
            loss = loss.add(any.sub(any).sqrt().sum());
        }
        return loss;
    }

    @Override
    protected OptionalDouble looked() {
        return OptionalDouble.of(Tensors.number(loss(new int[] {0, 1, 2, 3}, new RandomStream(0, 0))));
    }

    @Override
    protected String kind() {
        return "mixed";
    }

    @Override
    protected Record settings() {
        return new Settings(3e-3);
    }

    @Override
    protected Map<String, String> facts() {
        return Map.of();
    }

    @Override
    public String lossName() {
        return "mean absolute error";
    }
}
