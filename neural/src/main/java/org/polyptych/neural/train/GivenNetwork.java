package org.polyptych.neural.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.Weights;

/**
 * A trained network that is typed as {@code --from}, to begin with.
 *
 * @param model its file
 */
record GivenNetwork(Model model) {
    /**
     * Puts its weights into a network of the same shape.
     *
     * @param kind of that one
     * @throws BadInputException if it is of another kind or size, or its weights are not finite
     */
    void into(Module network, String kind) {
        if (!model.kind().equals(kind)) {
            throw new BadInputException("--from: the network is of the kind '" + model.kind() + "', '" + kind
                    + "' can go on from its own kind only");
        }
        SequencedMap<String, float[]> values = new LinkedHashMap<>();
        network.parameters().forEach((name, tensor) -> values.put(name, checked(name, tensor)));
        network.buffers().forEach((name, tensor) -> values.put(name, checked(name, tensor)));
        network.set(values);
    }

    private float[] checked(String name, Tensor tensor) {
        Weights weights = model.weights().get(name);
        if (weights == null || !Arrays.equals(weights.shape(), tensor.shape())) {
            throw new BadInputException("--from: the weights '" + name + "' must be of shape "
                    + Arrays.toString(tensor.shape()) + ", the network given has "
                    + (weights == null ? "none" : Arrays.toString(weights.shape()))
                    + "; set what decides the network's size as it was when that one was trained");
        }
        for (float value : weights.values()) {
            if (!Float.isFinite(value)) {
                throw new BadInputException("--from: the weights '" + name + "' hold " + value
                        + "; the file is damaged, or its training had diverged");
            }
        }
        return weights.values();
    }

    /** Which of the facts with these names were others when it was taught, a line each. */
    List<String> differences(Map<String, String> facts, Set<String> names) {
        List<String> lines = new ArrayList<>();
        facts.forEach((name, now) -> {
            String then = model.facts().get(name);
            if (names.contains(name) && then != null && !then.equals(now)) {
                lines.add("--from: the network given was taught with " + name + " " + then + ", and is now taught with "
                        + now);
            }
        });
        return lines;
    }
}
