package org.polyptych.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * Compares gradients from the graph with central differences along random directions. The error by a leaf is
 * |difference - gradient . direction| / (|gradient| + 1e-4 of the largest |gradient| of all leaves), directions with normal
 * components: a factor wrong by 1 % shows as an error near 0.01, and a gradient that is rightly zero passes.
 */
public final class GradientCheck {
    private static final int DIRECTIONS = 3;

    private GradientCheck() {}

    /**
     * Checks a module in float64, by its input and each parameter: the relative error must stay below 1e-6. The module stays
     * in float64. Its input is normal, as are the weights of the sum of its output that is differentiated.
     */
    public static void check(Module module, long... inputShape) {
        check(module, module::forward, inputShape);
    }

    /** The same for another function of the module's parameters and an input. */
    public static void check(Module module, Function<Tensor, Tensor> function, long... inputShape) {
        try (Scope scope = Scope.open()) {
            module.to(torch.ScalarType.Double);
            Tensor input = normal(new RandomStream(101, 0), inputShape);
            input.requires_grad_(true);
            SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
            leaves.put("input", input);
            leaves.putAll(module.parameters());
            errors(weighted(() -> function.apply(input)), leaves, 1e-5)
                    .forEach((name, error) -> assertThat(error)
                            .as("relative error of the gradient by %s", name)
                            .isLessThan(1e-6));
        }
    }

    /**
     * The worst relative error of three directions, for each leaf. Leaves are real, need a gradient, and are as they were
     * afterwards, but for their gradients.
     *
     * @param value a number that depends on the leaves and on nothing that changes
     * @param step standard deviation of the components of a step: about 1e-5 for float64, 1e-2 for float32
     */
    public static SequencedMap<String, Double> errors(
            Supplier<Tensor> value, SequencedMap<String, Tensor> leaves, double step) {
        int threads = torch.get_num_threads();
        // Among tensors of some hundred numbers, threads only wait for each other.
        torch.set_num_threads(1);
        try (Scope scope = Scope.open()) {
            leaves.values().forEach(leaf -> leaf.mutable_grad().reset());
            value.get().backward();
            SequencedMap<String, double[]> gradients = new LinkedHashMap<>();
            leaves.forEach((name, leaf) -> gradients.put(
                    name,
                    leaf.grad().defined() ? Tensors.doubles(leaf.grad()) : new double[Math.toIntExact(leaf.numel())]));
            double largest = gradients.values().stream()
                    .mapToDouble(gradient -> Math.sqrt(dot(gradient, gradient)))
                    .max()
                    .orElseThrow();
            assertThat(largest).as("the largest gradient").isPositive().isFinite();
            RandomStream random = new RandomStream(102, 0);
            SequencedMap<String, Double> errors = new LinkedHashMap<>();
            gradients.forEach((name, gradient) -> {
                double scale = Math.sqrt(dot(gradient, gradient)) + 1e-4 * largest;
                double worst = 0;
                for (int k = 0; k < DIRECTIONS; k++) {
                    double[] direction =
                            random(random, Math.toIntExact(leaves.get(name).numel()));
                    double slope = slope(value, leaves.get(name), direction, step);
                    worst = Math.max(worst, Math.abs(slope - dot(gradient, direction)) / scale);
                }
                errors.put(name, worst);
            });
            return errors;
        } finally {
            torch.set_num_threads(threads);
        }
    }

    /** A value's sum with random weights, always the same ones: what turns a tensor into a number to differentiate. */
    public static Supplier<Tensor> weighted(Supplier<Tensor> value) {
        return () -> {
            Tensor tensor = value.get();
            Tensor weights = normal(new RandomStream(103, 0), tensor.shape());
            return tensor.mul(weights.to(tensor.scalar_type())).sum();
        };
    }

    /** A float64 tensor of normal numbers. */
    public static Tensor normal(RandomStream random, long... shape) {
        int count = 1;
        for (long size : shape) {
            count *= Math.toIntExact(size);
        }
        return Tensors.of(random(random, count), shape);
    }

    private static double slope(Supplier<Tensor> value, Tensor leaf, double[] direction, double step) {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor kept = leaf.clone();
            double[] at = Tensors.doubles(leaf);
            double[] moved = new double[at.length];
            double[] ends = new double[2];
            for (int k = 0; k < 2; k++) {
                double by = k == 0 ? step : -step;
                for (int i = 0; i < at.length; i++) {
                    moved[i] = at[i] + by * direction[i];
                }
                leaf.copy_(Tensors.of(moved, leaf.shape()));
                ends[k] = Tensors.number(value.get());
            }
            leaf.copy_(kept);
            return (ends[0] - ends[1]) / (2 * step);
        }
    }

    private static double[] random(RandomStream random, int count) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = random.gaussian();
        }
        return values;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
