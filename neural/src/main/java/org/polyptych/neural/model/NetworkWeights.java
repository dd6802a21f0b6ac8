package org.polyptych.neural.model;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.layer.Module;

/**
 * The weights of a file on their way into a network.
 *
 * @param source the file, for messages
 * @param all by their full names
 */
public record NetworkWeights(String source, Map<String, Weights> all) {
    /**
     * Fills all parameters and buffers of a network, which from then on is in use and not trained; closes it if that fails.
     *
     * @param prefix in front of its names in the file
     * @param kind of network, for messages, such as {@code PtychoNN of these channels}
     * @throws BadInputException if some lack, are of another shape or not finite
     */
    public <M extends Module> M into(M network, String prefix, String kind) {
        try {
            network.parameters().forEach((name, tensor) -> check(prefix + name, tensor.shape(), kind));
            network.buffers().forEach((name, tensor) -> check(prefix + name, tensor.shape(), kind));
            network.set(all.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(prefix))
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().substring(prefix.length()),
                            entry -> entry.getValue().values())));
            network.training(false);
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** @throws BadInputException if an array lacks, is of another shape or not finite */
    public void check(String name, long[] shape, String kind) {
        Weights weights = all.get(name);
        if (weights == null) {
            throw new BadInputException(source + ": the weights " + name + " lack");
        }
        if (!Arrays.equals(weights.shape(), shape)) {
            throw new BadInputException(source + ": the weights " + name + " have the shape "
                    + Arrays.toString(weights.shape()) + ", a " + kind + " needs " + Arrays.toString(shape));
        }
        for (float value : weights.values()) {
            if (!Float.isFinite(value)) {
                throw new BadInputException(source + ": the weights " + name + " hold " + value
                        + "; the file is damaged, or its training had diverged");
            }
        }
    }
}
