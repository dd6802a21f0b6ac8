package org.polyptych.neural.torch;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.global.torch;

/**
 * A function computed outside libtorch that takes part in its graph: the value comes from {@link #forward}, the gradients
 * from {@link #backward}, and libtorch goes on from there. An object serves one {@link #apply}; it may keep in fields what
 * the way back needs. Second derivatives are not to be had.
 *
 * <p>Libtorch's own class for this is a C++ template. Here each input passes through a node without effect, and a number of
 * weight 0 from each ties it to the value, so that the engine of the graph comes by on its way back; hooks on the value and on
 * the inputs then hand over the gradients.
 *
 * <p>An exception does not get out of libtorch: where {@link #backward} fails all gradients become NaN, and
 * {@link #goBack} tells why.
 */
public abstract class CustomFunction {
    private static final ThreadLocal<Throwable> FAILURE = new ThreadLocal<>();

    private Tensor[] gradients;

    /** The value, of any shape. Called without recording. */
    protected abstract Tensor forward(Tensor[] inputs);

    /**
     * The gradients by the inputs. Called without recording, once, on the thread that goes back through the graph.
     *
     * @param gradient by the value, of its shape
     * @return one an input, of its shape and type; null for zero. By complex inputs dL/d conj(z) times 2, as libtorch has them
     */
    protected abstract Tensor[] backward(Tensor gradient);

    /** The function's value in the graph. */
    public final Tensor apply(Tensor... inputs) {
        Tensor value;
        try (NoGradGuard without = new NoGradGuard()) {
            value = forward(Arrays.stream(inputs).map(Tensor::detach).toArray(Tensor[]::new));
        }
        int[] wanted = IntStream.range(0, inputs.length)
                .filter(k -> inputs[k].requires_grad())
                .toArray();
        if (wanted.length == 0 || !GradMode.is_enabled()) {
            return value;
        }
        Tensor tie = null;
        for (int k : wanted) {
            Tensor passed = inputs[k].view_as(inputs[k]);
            passed.register_hook(new Handed(k));
            Tensor first = passed;
            for (long d = passed.dim(); d > 0; d--) {
                first = first.select(0, 0);
            }
            Tensor number = (first.is_complex() ? torch.real(first) : first).mul(new Scalar(0));
            tie = tie == null ? number : tie.add(number);
        }
        Tensor tied = value.add(tie.to(value.scalar_type()));
        tied.register_hook(new Arrived());
        return tied;
    }

    /**
     * Goes back from a number, as its own {@code backward()} does, and throws what a custom function on the way has thrown.
     */
    public static void goBack(Tensor number) {
        FAILURE.remove();
        number.backward();
        Throwable failure = FAILURE.get();
        FAILURE.remove();
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    /** The gradient by the value has come. */
    private final class Arrived extends TensorTensorHook {
        @Override
        public TensorBase call(TensorBase gradient) {
            Tensor whole = new Tensor(gradient);
            try (NoGradGuard without = new NoGradGuard()) {
                gradients = backward(whole);
            } catch (RuntimeException | Error e) {
                FAILURE.set(e);
            }
            return whole;
        }
    }

    /** The gradient by an input is handed over in place of the one that the tie gave. */
    private final class Handed extends TensorTensorHook {
        private final int input;

        Handed(int input) {
            this.input = input;
        }

        @Override
        public TensorBase call(TensorBase tied) {
            if (gradients == null) {
                return torch.full_like(new Tensor(tied), new Scalar(Double.NaN));
            }
            Tensor gradient = gradients[input];
            return gradient == null ? torch.zeros_like(new Tensor(tied)) : gradient;
        }
    }
}
