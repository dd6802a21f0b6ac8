package org.polyptych.neural.train;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.Snapshot;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1), and for groups with a decay AdamW (Loshchilov and Hutter, ICLR 2019,
 * algorithm 2). With g the gradient of step t = 1, 2, ... and r the group's rate times the schedule's factor:
 *
 * <pre>
 * w = (1 - r decay) w
 * m = b1 m + (1 - b1) g
 * v = b2 v + (1 - b2) g^2
 * w = w - r m^ / (sqrt(v^) + epsilon),   m^ = m / (1 - b1^t),  v^ = v / (1 - b2^t)
 * </pre>
 *
 * computed in place as r sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + epsilon sqrt(1 - b2^t)), which is the same but for
 * rounding. A parameter without a gradient stays as it is.
 */
public final class Adam implements AutoCloseable {
    private static final String MEANS = "adam_means";
    private static final String SQUARES = "adam_squares";
    private static final String STEPS = "adam_steps";

    private final List<ParameterGroup> groups;
    private final Betas betas;
    private final List<Moments> moments = new ArrayList<>();
    private final Tensor room;
    private long steps;

    /**
     * The numbers beside the rate.
     *
     * @param first b1, how much of the mean gradient is kept from step to step; 0 or more, below 1
     * @param second b2, of the mean squared gradient; 0 or more, below 1
     * @param epsilon above 0
     */
    public record Betas(double first, double second, double epsilon) {
        /** 0.9, 0.999 and 1e-8, those of the paper. */
        public static final Betas USUAL = new Betas(0.9, 0.999, 1e-8);

        public Betas {
            if (!(first >= 0 && first < 1)) {
                throw new IllegalArgumentException("first must be 0 or more and below 1, got " + first);
            }
            if (!(second >= 0 && second < 1)) {
                throw new IllegalArgumentException("second must be 0 or more and below 1, got " + second);
            }
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("epsilon must be above 0, got " + epsilon);
            }
        }
    }

    /**
     * What is kept of a parameter.
     *
     * @param room of its shape, for the denominator: a piece of memory that all parameters share
     */
    private record Moments(Tensor parameter, Tensor mean, Tensor square, Tensor room) {}

    /** Before its first step. */
    public Adam(List<ParameterGroup> groups, Betas betas) {
        this.groups = List.copyOf(groups);
        this.betas = betas;
        long most = groups.stream()
                .flatMap(group -> group.parameters().stream())
                .mapToLong(Tensor::numel)
                .max()
                .orElse(0);
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor any = groups.getFirst().parameters().getFirst();
            room = scope.keep(torch.empty(new long[] {most}, any.options(), null));
            for (ParameterGroup group : groups) {
                for (Tensor parameter : group.parameters()) {
                    moments.add(new Moments(
                            parameter,
                            scope.keep(torch.zeros_like(parameter)),
                            scope.keep(torch.zeros_like(parameter)),
                            scope.keep(room.narrow(0, 0, parameter.numel()).view(parameter.shape()))));
                }
            }
        }
    }

    /** Steps done. */
    public long steps() {
        return steps;
    }

    /** Forgets all gradients: before each step's way back. */
    public void clearGradients() {
        for (Moments kept : moments) {
            if (kept.parameter().grad().defined()) {
                kept.parameter().mutable_grad().reset();
            }
        }
    }

    /**
     * One step by the gradients that the parameters have.
     *
     * @param factor of all rates, as a {@link Schedule} gives it
     */
    public void step(double factor) {
        steps++;
        double meanLeft = 1 - Math.pow(betas.first(), steps);
        double squareLeft = Math.sqrt(1 - Math.pow(betas.second(), steps));
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Scalar toMean = new Scalar(1 - betas.first());
            Scalar keptSquare = new Scalar(betas.second());
            Scalar toSquare = new Scalar(1 - betas.second());
            Scalar least = new Scalar(betas.epsilon() * squareLeft);
            int next = 0;
            for (ParameterGroup group : groups) {
                double rate = group.rate() * factor;
                Scalar along = new Scalar(-rate * squareLeft / meanLeft);
                Scalar shrink = new Scalar(1 - rate * group.decay());
                for (int k = 0; k < group.parameters().size(); k++) {
                    Moments kept = moments.get(next++);
                    Tensor gradient = kept.parameter().grad();
                    if (!gradient.defined()) {
                        continue;
                    }
                    if (group.decay() > 0) {
                        kept.parameter().mul_(shrink);
                    }
                    kept.mean().lerp_(gradient, toMean);
                    kept.square().mul_(keptSquare).addcmul_(gradient, gradient, toSquare);
                    torch.sqrt_out(kept.room(), kept.square());
                    kept.room().add_(least);
                    kept.parameter().addcdiv_(kept.mean(), kept.room(), along);
                }
            }
        }
    }

    /** Forgets all moments, as before the first step. */
    public void forget() {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            for (Moments kept : moments) {
                kept.mean().zero_();
                kept.square().zero_();
            }
        }
        steps = 0;
    }

    /** Adds the moments and the number of steps. */
    public void save(Snapshot snapshot) {
        snapshot.floats()
                .put(MEANS, moments.stream().map(m -> Tensors.floats(m.mean())).toArray(float[][]::new));
        snapshot.floats()
                .put(
                        SQUARES,
                        moments.stream().map(m -> Tensors.floats(m.square())).toArray(float[][]::new));
        snapshot.longs().put(STEPS, new long[] {steps});
    }

    /** Puts back what {@link #save} gave. */
    public void restore(Snapshot snapshot) {
        float[][] means = snapshot.floats().get(MEANS);
        float[][] squares = snapshot.floats().get(SQUARES);
        try (NoGradGuard without = new NoGradGuard()) {
            for (int k = 0; k < moments.size(); k++) {
                Tensors.fill(moments.get(k).mean(), means[k]);
                Tensors.fill(moments.get(k).square(), squares[k]);
            }
        }
        steps = snapshot.longs().get(STEPS)[0];
    }

    /** Frees the moments; parameters are their owner's. */
    @Override
    public void close() {
        for (Moments kept : moments) {
            kept.mean().close();
            kept.square().close();
            kept.room().close();
        }
        room.close();
    }
}
