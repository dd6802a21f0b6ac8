package org.polyptych.neural.ptychopinn;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.torch.Scope;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;

/** A network that was taught nothing, as a model file holds it: to measure how fast one is, and for tests. */
public final class UntaughtModel {
    private UntaughtModel() {}

    /**
     * Of random weights, with patterns as the paper prepares them.
     *
     * @param geometry of the scans that it takes
     * @param probe of the same
     */
    public static Model of(PtychoPinn.Settings settings, Geometry geometry, Probe probe, long seed) {
        SequencedMap<String, Weights> weights = new LinkedHashMap<>();
        try (Scope scope = Scope.open();
                PtychoPinn network = new PtychoPinn(settings, new Initial(new RandomStream(seed, 0)))) {
            SequencedMap<String, Tensor> tensors = network.parameters();
            tensors.putAll(network.buffers());
            network.values()
                    .forEach((name, values) -> weights.put(
                            PtychoPinnModel.PREFIX + "." + name,
                            new Weights(tensors.get(name).shape(), values)));
        }
        weights.put(PtychoPinnModel.LOG_SCALE, new Weights(new long[0], new float[1]));
        // of the power that a scan to learn from is brought to
        ComplexImage mode = Probe.of(probe.mode(0))
                .withPower(geometry.rows() * geometry.columns() / 4.0)
                .mode(0);
        long[] shape = {1, probe.rows(), probe.columns()};
        weights.put(PtychoPinnModel.PROBE_RE, new Weights(shape, mode.re()));
        weights.put(PtychoPinnModel.PROBE_IM, new Weights(shape, mode.im()));
        PatternPreparation preparation = PatternPreparation.plain(geometry.rows());
        return new Model(
                PtychoPinnModel.ENGINE,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(
                        PtychoPinnModel.facts(geometry, settings, preparation, Grouping.AUTO, geometry.rows() / 4.0)),
                weights);
    }
}
