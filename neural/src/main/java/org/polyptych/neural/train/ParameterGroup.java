package org.polyptych.neural.train;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.layer.Module;

/**
 * Parameters that are learned at one rate.
 *
 * @param parameters leaves of the graph, float32; whoever holds them closes them
 * @param rate of learning, before a {@link Schedule} changes it; above 0
 * @param decay of the weights towards 0, decoupled from the gradient (AdamW); 0: none
 */
public record ParameterGroup(List<Tensor> parameters, double rate, double decay) {
    public ParameterGroup {
        parameters = List.copyOf(parameters);
        if (!(rate > 0 && Double.isFinite(rate))) {
            throw new IllegalArgumentException("rate must be above 0, got " + rate);
        }
        if (!(decay >= 0 && rate * decay < 1)) {
            throw new IllegalArgumentException("decay must be 0 or more and below 1 / rate, got " + decay);
        }
        for (Tensor parameter : parameters) {
            if (parameter.scalar_type().intern() != torch.ScalarType.Float) {
                // its moments are saved as float, which would lose bits of other types
                throw new IllegalArgumentException("parameters that are learned must be float32");
            }
        }
    }

    /** All parameters of a network, without decay. */
    public static ParameterGroup of(Module network, double rate) {
        return of(network, rate, 0);
    }

    /** All parameters of a network. */
    public static ParameterGroup of(Module network, double rate, double decay) {
        return new ParameterGroup(List.copyOf(network.parameters().values()), rate, decay);
    }
}
