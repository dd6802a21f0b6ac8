package org.polyptych.neural.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * A part of a network: parameters, which are learned, buffers, which are kept with them but not learned, and further parts.
 * All three have names; a part's parameters are named {@code part.parameter}. Parameters live outside of scopes until the
 * whole network is closed.
 */
public abstract class Module implements AutoCloseable {
    private final SequencedMap<String, Tensor> own = new LinkedHashMap<>();
    private final SequencedMap<String, Tensor> kept = new LinkedHashMap<>();
    private final SequencedMap<String, Module> parts = new LinkedHashMap<>();
    private boolean training = true;

    /** Takes a tensor in as a parameter: from now on a leaf of the graph. */
    protected final Tensor parameter(String name, Tensor start) {
        requireNew(name);
        Tensor leaf = lasting(start);
        leaf.requires_grad_(true);
        own.put(name, leaf);
        return leaf;
    }

    /** Takes a tensor in as a buffer, such as a running mean. */
    protected final Tensor buffer(String name, Tensor start) {
        requireNew(name);
        Tensor tensor = lasting(start);
        kept.put(name, tensor);
        return tensor;
    }

    /** Values are found by name, parameters' and buffers' alike. */
    private void requireNew(String name) {
        if (own.containsKey(name) || kept.containsKey(name)) {
            throw new IllegalArgumentException("there is a parameter or buffer '" + name + "' already");
        }
    }

    private static Tensor lasting(Tensor start) {
        try (Scope scope = Scope.open()) {
            return scope.keep(start.detach().clone());
        }
    }

    /** Takes a part in. */
    protected final <M extends Module> M part(String name, M part) {
        if (parts.putIfAbsent(name, part) != null) {
            throw new IllegalArgumentException("there is a part '" + name + "' already");
        }
        return part;
    }

    /** What it makes of its input; shapes are in the Javadoc of each layer. */
    public abstract Tensor forward(Tensor input);

    /** All parameters by their full names, in the order in which they were taken in. */
    public final SequencedMap<String, Tensor> parameters() {
        return collected(module -> module.own);
    }

    /** All buffers by their full names. */
    public final SequencedMap<String, Tensor> buffers() {
        return collected(module -> module.kept);
    }

    private SequencedMap<String, Tensor> collected(Function<Module, Map<String, Tensor>> of) {
        SequencedMap<String, Tensor> all = new LinkedHashMap<>(of.apply(this));
        parts.forEach(
                (name, part) -> part.collected(of).forEach((inner, tensor) -> all.put(name + "." + inner, tensor)));
        return all;
    }

    /** Numbers that are learned. */
    public final long parameterCount() {
        return parameters().values().stream().mapToLong(Tensor::numel).sum();
    }

    /** Whether it is being trained or used, which layers such as batch normalisation tell apart; trained at first. */
    public final void training(boolean now) {
        training = now;
        parts.values().forEach(part -> part.training(now));
    }

    protected final boolean isTraining() {
        return training;
    }

    /** The values of all parameters and buffers by their full names, copied. */
    public final SequencedMap<String, float[]> values() {
        SequencedMap<String, float[]> values = new LinkedHashMap<>();
        parameters().forEach((name, tensor) -> values.put(name, Tensors.floats(tensor)));
        buffers().forEach((name, tensor) -> values.put(name, Tensors.floats(tensor)));
        return values;
    }

    /**
     * Puts values into all parameters and buffers.
     *
     * @throws IllegalArgumentException if one lacks or is of another size
     */
    public final void set(Map<String, float[]> values) {
        try (NoGradGuard without = new NoGradGuard()) {
            parameters().forEach((name, tensor) -> set(name, tensor, values.get(name)));
            buffers().forEach((name, tensor) -> set(name, tensor, values.get(name)));
        }
    }

    private static void set(String name, Tensor tensor, float[] values) {
        if (values == null || values.length != tensor.numel()) {
            throw new IllegalArgumentException("the weights '" + name + "' must be " + tensor.numel() + " numbers, got "
                    + (values == null ? "none" : values.length));
        }
        try (Scope scope = Scope.open()) {
            tensor.copy_(Tensors.of(values, tensor.shape()));
        }
    }

    /** Turns all parameters and buffers into numbers of another type, such as float64 for a check of gradients. */
    public final void to(torch.ScalarType type) {
        move(tensor -> tensor.to(type));
    }

    /** Brings all parameters and buffers to a device. */
    public final void to(Device device) {
        move(tensor -> tensor.to(device.torch(), tensor.scalar_type()));
    }

    /**
     * Lays the channels of each pixel of a kernel side by side: with images that are laid so too (channels last), convolutions
     * have nothing to lay anew, which makes a network in use up to twice as fast. Values stay.
     */
    public final void channelsTogether() {
        move(tensor -> tensor.dim() == 4 ? tensor.contiguous(torch.MemoryFormat.ChannelsLast) : tensor);
    }

    /** The tensors stay the same objects, so that layers and optimisers that hold them go on; gradients are dropped. */
    private void move(UnaryOperator<Tensor> by) {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            for (Tensor tensor : parameters().values()) {
                tensor.mutable_grad().reset();
                tensor.set_data(by.apply(tensor.detach()));
            }
            buffers().values().forEach(tensor -> tensor.set_data(by.apply(tensor)));
        }
    }

    /** Frees parameters and buffers, of all parts. */
    @Override
    public void close() {
        own.values().forEach(Tensor::close);
        kept.values().forEach(Tensor::close);
        parts.values().forEach(Module::close);
    }
}
