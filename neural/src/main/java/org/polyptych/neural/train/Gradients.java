package org.polyptych.neural.train;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** The gradients of some parameters taken as one vector. */
public final class Gradients {
    private final List<Tensor> parameters;

    public Gradients(List<Tensor> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** The length of the vector, |g|_2: not finite as soon as any number in it is not. 0 where there is no gradient. */
    public double norm() {
        double sum = 0;
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            for (Tensor parameter : parameters) {
                Tensor gradient = parameter.grad();
                if (gradient.defined()) {
                    double norm = Tensors.number(torch.linalg_vector_norm(gradient));
                    sum += norm * norm;
                }
            }
        }
        return Math.sqrt(sum);
    }

    /**
     * Clipping by the global norm (Pascanu, Mikolov and Bengio, ICML 2013, algorithm 1): g = g c / |g| where |g| is above
     * c.
     *
     * @param norm as {@link #norm} gives it
     */
    public void clip(double norm, double most) {
        if (norm <= most) {
            return;
        }
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Scalar factor = new Scalar(most / norm);
            for (Tensor parameter : parameters) {
                Tensor gradient = parameter.grad();
                if (gradient.defined()) {
                    gradient.mul_(factor);
                }
            }
        }
    }
}
