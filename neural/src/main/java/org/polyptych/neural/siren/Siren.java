package org.polyptych.neural.siren;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.Libtorch;

/**
 * Networks of sine layers, side by side on the same points (Sitzmann and others 2020, "Implicit neural representations with
 * periodic activation functions"). Weights begin uniform within 1 / inputs in the first layer and within sqrt(6 / inputs) /
 * w0 in the others; biases within 1 / sqrt(inputs), never zero, or a network would be odd.
 *
 * <p>From float32 points on the processor to gradients of the parameters it goes its own way, a few hundred points at a
 * time ({@link SirenPass}); points themselves get no gradient. Everything else goes through libtorch's operations. Both give
 * the same numbers to rounding. A value must be gone back from before the next one with gradients is made; evaluations
 * without gradients may come in between, with other parameters too.
 *
 * <p>What the way back needs is kept from step to step, {@link #workingBytes}: 0.78 GB for the two networks of PtyINR (512 wide,
 * 3 hidden layers) at 241 x 241 points.
 *
 * <p>Parameters: {@code NAME.weight0} [width][inputs], {@code NAME.bias0} [width], and so on, for each network.
 */
public final class Siren extends Module {
    private final SirenShape shape;
    private final List<SirenNetwork> networks = new ArrayList<>();
    private SirenMemory memory;

    /** @param names of the networks, one or more, such as amplitude and phase */
    public Siren(SirenShape shape, List<String> names, RandomStream random) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("one network or more is needed");
        }
        this.shape = shape;
        Initial initial = new Initial(random);
        for (String name : names) {
            networks.add(part(name, new SirenNetwork(shape, initial)));
        }
    }

    /**
     * All networks at all points. The way back must come before the innermost {@link
     * org.polyptych.neural.torch.Scope} open now closes.
     *
     * @param points [point][input], contiguous, one or more
     * @return [network][point][output]
     */
    @Override
    public Tensor forward(Tensor points) {
        if (points.dim() != 2 || points.size(1) != shape.inputs() || points.size(0) < 1) {
            throw new IllegalArgumentException("points must be [point][" + shape.inputs() + "], one or more, got "
                    + Arrays.toString(points.shape()));
        }
        if (points.requires_grad()) {
            throw new IllegalArgumentException("a gradient by the points is not to be had from Siren");
        }
        if (points.is_cuda() || points.scalar_type().intern() != torch.ScalarType.Float) {
            return plain(points);
        }
        if (memory == null) {
            memory = new SirenMemory(shape, networks.size());
        }
        Tensor[] parameters = parameters().values().toArray(Tensor[]::new);
        boolean goesBack = GradMode.is_enabled() && Arrays.stream(parameters).anyMatch(Tensor::requires_grad);
        return new SirenPass(shape, memory, points, goesBack).apply(parameters);
    }

    /** Bytes that it works in and keeps until it is closed, once so many points have gone forth and back: above its parameters. */
    public long workingBytes(int points) {
        return SirenMemory.bytes(shape, networks.size(), points, Libtorch.threads());
    }

    /** The same by libtorch's operations, for any device and type that parameters and points share. */
    public Tensor plain(Tensor points) {
        TensorVector values = new TensorVector();
        networks.forEach(network -> values.push_back(network.forward(points)));
        return torch.stack(values, 0);
    }

    @Override
    public void close() {
        super.close();
        if (memory != null) {
            memory.close();
        }
    }
}
