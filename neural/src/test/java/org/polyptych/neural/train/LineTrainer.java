package org.polyptych.neural.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.Setting;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Tensors;

/** Learns y = 2 x - 1 from noisy samples: the smallest trainer there is. */
final class LineTrainer extends NetworkTrainer {
    static final int SAMPLES = 10;

    /** What it is made with. */
    record Settings(
            @Setting(value = "0.05", doc = "rate of learning")
            double rate) {}

    private final Line line;
    private final Settings settings;
    private final boolean apart;
    private final float[] x = new float[SAMPLES];
    private final float[] y = new float[SAMPLES];
    /** Every sample that was learned, in order. */
    final StringBuilder seen = new StringBuilder();

    /** From this step on the loss is no number. */
    long breaksAt = Long.MAX_VALUE;

    /** As {@link #breaksAt}, but only the gradient is none. */
    long slopeBreaksAt = Long.MAX_VALUE;

    /** From this step on the loss of data set apart is no number. */
    long lookBreaksAt = Long.MAX_VALUE;

    /** What the line is measured in. */
    String unit = "metre";

    /** a x + b. */
    static final class Line extends Module {
        private final Tensor a;
        private final Tensor b;

        Line() {
            a = parameter("a", Tensors.of(new float[] {0}, 1));
            b = parameter("b", Tensors.of(new float[] {0}, 1));
            buffer("calls", Tensors.of(new float[] {0}, 1));
        }

        @Override
        public Tensor forward(Tensor input) {
            if (isTraining()) {
                buffers().get("calls").add_(Tensors.of(new float[] {1}, 1));
            }
            return input.mul(a).add(b);
        }
    }

    LineTrainer(double rate, Course course, long seed, boolean apart) {
        this(rate, course, seed, apart, SAMPLES);
    }

    LineTrainer(double rate, Course course, long seed, boolean apart, int samples) {
        TrainingConditions conditions = new TrainingConditions(seed, 1, Device.CPU);
        conditions.begin();
        Line made = new Line();
        super(made, List.of(ParameterGroup.of(made, rate)), samples, course, conditions);
        this.line = made;
        this.settings = new Settings(rate);
        this.apart = apart;
        RandomStream random = new RandomStream(seed, -1);
        for (int k = 0; k < SAMPLES; k++) {
            x[k] = (float) random.uniform();
            y[k] = (float) (2 * x[k] - 1 + 0.01 * random.gaussian());
        }
    }

    @Override
    protected Tensor loss(int[] samples, RandomStream random) {
        seen.append(Arrays.toString(samples));
        float[] in = new float[samples.length];
        float[] out = new float[samples.length];
        for (int k = 0; k < samples.length; k++) {
            in[k] = x[samples[k]] + (float) (1e-3 * random.gaussian());
            out[k] = y[samples[k]];
        }
        Tensor error = line.forward(Tensors.of(in, in.length)).sub(Tensors.of(out, out.length));
        Tensor loss = error.square().mean();
        if (steps() >= breaksAt) {
            loss = loss.mul(Tensors.of(new float[] {Float.NaN}, 1)).sum();
        }
        if (steps() >= slopeBreaksAt) {
            // sqrt has no finite slope at 0
            loss = loss.add(line.a.sub(line.a).sqrt().sum());
        }
        return loss;
    }

    @Override
    protected OptionalDouble looked() {
        if (!apart) {
            return OptionalDouble.empty();
        }
        if (steps() >= lookBreaksAt) {
            return OptionalDouble.of(Double.NaN);
        }
        Tensor error =
                line.forward(Tensors.of(new float[] {0.3f, 0.7f}, 2)).sub(Tensors.of(new float[] {-0.4f, 0.4f}, 2));
        return OptionalDouble.of(Tensors.number(error.square().mean()));
    }

    @Override
    protected String kind() {
        return "line";
    }

    @Override
    protected Record settings() {
        return settings;
    }

    @Override
    protected Map<String, String> facts() {
        return Map.of("what", "a line", "unit", unit);
    }

    @Override
    protected Set<String> meaning() {
        return Set.of("unit");
    }

    @Override
    public String lossName() {
        return "mean squared error";
    }

    Tensor slope() {
        return line.a;
    }
}
