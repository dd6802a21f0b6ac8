package org.polyptych.neural.train;

import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.Snapshot;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * The exponential moving average of a network's parameters (Polyak and Juditsky 1992 in its usual form): after each step
 * a = d a + (1 - d) w, beginning with the first weights. So that the start is soon forgotten, d of step t is
 * min(decay, (1 + t) / (10 + t)). Buffers, such as running means, are not averaged: the network's own are used.
 */
public final class MovingAverage implements AutoCloseable {
    private static final String NAME = "average";

    private final double decay;
    private final List<Tensor> parameters;
    private final List<Tensor> averages;

    /** @param decay above 0 and below 1, such as 0.999 */
    public MovingAverage(Module network, double decay) {
        if (!(decay > 0 && decay < 1)) {
            throw new IllegalArgumentException("decay must be above 0 and below 1, got " + decay);
        }
        this.decay = decay;
        SequencedMap<String, Tensor> all = network.parameters();
        this.parameters = List.copyOf(all.values());
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            this.averages = parameters.stream()
                    .map(parameter -> scope.keep(parameter.detach().clone()))
                    .toList();
        }
    }

    /** Begins anew with the weights as they are. */
    void begin() {
        try (NoGradGuard without = new NoGradGuard()) {
            for (int k = 0; k < parameters.size(); k++) {
                averages.get(k).copy_(parameters.get(k));
            }
        }
    }

    /** @param step steps done, from 1 */
    public void add(long step) {
        double kept = Math.min(decay, (1.0 + step) / (10.0 + step));
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Scalar share = new Scalar(1 - kept);
            for (int k = 0; k < parameters.size(); k++) {
                averages.get(k).lerp_(parameters.get(k), share);
            }
        }
    }

    /** Averages and weights change places, to the bit; once more, and all is as it was. */
    public void swap() {
        for (int k = 0; k < parameters.size(); k++) {
            try (Scope scope = Scope.open();
                    NoGradGuard without = new NoGradGuard()) {
                Tensor weights = parameters.get(k).detach().clone();
                parameters.get(k).copy_(averages.get(k));
                averages.get(k).copy_(weights);
            }
        }
    }

    /** Adds the averages. */
    public void save(Snapshot snapshot) {
        snapshot.floats().put(NAME, averages.stream().map(Tensors::floats).toArray(float[][]::new));
    }

    /** Puts back what {@link #save} gave. */
    public void restore(Snapshot snapshot) {
        float[][] values = snapshot.floats().get(NAME);
        for (int k = 0; k < averages.size(); k++) {
            Tensors.fill(averages.get(k), values[k]);
        }
    }

    @Override
    public void close() {
        averages.forEach(Tensor::close);
    }
}
