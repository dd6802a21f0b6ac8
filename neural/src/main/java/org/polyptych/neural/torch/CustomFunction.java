package org.polyptych.neural.torch;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
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
 * <p>Libtorch's own class for this is a C++ template. Here each input passes through a node without effect, and the sum over
 * nothing of each ties it to the value, so that the engine of the graph comes by on its way back; hooks on the value and on
 * the inputs then hand over the gradients.
 *
 * <p>An exception does not get out of libtorch: where {@link #backward} fails all gradients become NaN, and
 * {@link #goBack} tells why. So too where second derivatives are asked for, and where the way back comes after the scope of
 * {@link #apply} has closed.
 */
public abstract class CustomFunction {
    /** What went wrong on the way back, of functions that a thread has applied; other threads of libtorch tell it too. */
    private static final ThreadLocal<AtomicReference<Throwable>> FAILURE =
            ThreadLocal.withInitial(AtomicReference::new);

    private AtomicReference<Throwable> failure;
    private Tensor[] gradients;
    private Tensor[] handed;

    /** The value, of any shape. Called without recording. */
    protected abstract Tensor forward(Tensor[] inputs);

    /**
     * The gradients by the inputs. Called without recording, in a scope of its own, on the thread that goes back through the
     * graph; once, unless the graph is retained and gone back through again.
     *
     * @param gradient by the value, of its shape
     * @return one an input, of its shape and type; null for zero. By complex inputs dL/d conj(z) times 2, as libtorch has them
     */
    protected abstract Tensor[] backward(Tensor gradient);

    /**
     * The function's value in the graph. The way back must come before the innermost scope open now closes, since the hooks
     * belong to it.
     *
     * @throws IllegalStateException for a second call, or if gradients are wanted and no {@link Scope} is open
     */
    public final Tensor apply(Tensor... inputs) {
        if (failure != null) {
            throw new IllegalStateException("a custom function is applied once; make another for another application");
        }
        failure = FAILURE.get();
        int[] wanted = GradMode.is_enabled()
                ? IntStream.range(0, inputs.length)
                        .filter(k -> inputs[k].requires_grad())
                        .toArray()
                : new int[0];
        if (wanted.length > 0 && Scope.innermost().isEmpty()) {
            throw new IllegalStateException(
                    "a custom function with gradients needs an open Scope, which it goes back in");
        }
        Tensor value;
        try (NoGradGuard without = new NoGradGuard()) {
            value = forward(Arrays.stream(inputs).map(Tensor::detach).toArray(Tensor[]::new));
        }
        return wanted.length == 0 ? value : tied(value, inputs, wanted);
    }

    private Tensor tied(Tensor value, Tensor[] inputs, int[] wanted) {
        Scope scope = Scope.innermost().orElseThrow();
        handed = new Tensor[inputs.length];
        Tensor tie = null;
        for (int k : wanted) {
            Tensor passed = inputs[k].view_as(inputs[k]);
            int hook = passed.register_hook(new Handed(k));
            scope.beforeClosing(() -> {
                passed.remove_hook(hook);
                passed.register_hook(Late.HOOK);
            });
            // Nothing of its numbers, which may be infinite, gets into the value.
            Tensor nothing = (passed.dim() == 0 ? passed.reshape(1) : passed)
                    .narrow(0, 0, 0)
                    .sum();
            Tensor zero =
                    (nothing.is_complex() ? torch.real(nothing) : nothing).to(value.device(), torch.ScalarType.Double);
            tie = tie == null ? zero : tie.add(zero);
        }
        Tensor tied = value.add(tie.to(value.scalar_type()));
        // Another handle, since whoever has the value may close it.
        Tensor same = new Tensor(tied);
        int hook = same.register_hook(new Arrived());
        scope.beforeClosing(() -> {
            same.remove_hook(hook);
            letGo();
        });
        return tied;
    }

    /**
     * Goes back from a number, as its own {@code backward()} does, and throws what a custom function on the way has thrown.
     * To be called on the thread that has applied the functions.
     */
    public static void goBack(Tensor number) {
        AtomicReference<Throwable> failure = FAILURE.get();
        failure.set(null);
        number.backward();
        switch (failure.getAndSet(null)) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private synchronized void arrive(TensorBase gradient) {
        letGo();
        try (Scope scope = Scope.open()) {
            if (GradMode.is_enabled()) {
                throw new IllegalStateException("second derivatives are not to be had from a custom function");
            }
            try (NoGradGuard without = new NoGradGuard()) {
                Tensor[] found = backward(new Tensor(gradient)).clone();
                if (found.length != handed.length) {
                    throw new IllegalStateException(
                            handed.length + " inputs need as many gradients, got " + found.length);
                }
                for (Tensor one : found) {
                    if (one != null) {
                        scope.keep(one);
                    }
                }
                gradients = found;
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private synchronized Tensor hand(int input, TensorBase tied) {
        if (gradients != null && gradients[input] != null) {
            return gradients[input];
        }
        if (handed[input] != null) {
            handed[input].close();
        }
        double same = gradients == null ? Double.NaN : 0;
        try (Scope scope = Scope.open()) {
            handed[input] = scope.keep(torch.full_like(new Tensor(tied), new Scalar(same)));
        }
        return handed[input];
    }

    /** Gives up the gradients of the last way back. */
    private synchronized void letGo() {
        for (Tensor[] tensors : new Tensor[][] {gradients, handed}) {
            for (int k = 0; tensors != null && k < tensors.length; k++) {
                if (tensors[k] != null) {
                    tensors[k].close();
                    tensors[k] = null;
                }
            }
        }
        gradients = null;
    }

    /** The gradient by the value has come. */
    private final class Arrived extends TensorTensorHook {
        @Override
        public TensorBase call(TensorBase gradient) {
            arrive(gradient);
            return gradient;
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
            return hand(input, tied);
        }
    }

    /** In the place of hooks whose scope has closed: libtorch would otherwise call what is no more. */
    private static final class Late extends TensorTensorHook {
        static final Late HOOK = new Late().retainReference();

        @Override
        public TensorBase call(TensorBase tied) {
            FAILURE.get()
                    .compareAndSet(
                            null,
                            new IllegalStateException("the way back through a custom function came after the scope that"
                                    + " it was applied in had closed"));
            return torch.full_like(new Tensor(tied), new Scalar(Double.NaN));
        }
    }
}
