package org.polyptych.neural.dgp;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.Adam;
import org.polyptych.neural.train.ParameterGroup;

/** A {@link Generator} and how it learns; or, where what it would make is known, what is known. */
final class Learned implements AutoCloseable {
    private static final String WEIGHTS = "weights";

    private final Generator generator;
    private final Adam adam;
    private final int warmUp;
    private final Tensor known;

    private Learned(Generator generator, Adam adam, int warmUp, Tensor known) {
        this.generator = generator;
        this.adam = adam;
        this.warmUp = warmUp;
        this.known = known;
    }

    /**
     * What is learned; closes the generator.
     *
     * @param rate of Adam
     * @param warmUp steps over which the rate rises to that, since Adam's first ones are as long as all others, whatever the
     *     gradient
     */
    static Learned at(double rate, int warmUp, Generator generator) {
        Adam adam = new Adam(List.of(ParameterGroup.of(generator, rate)), Adam.Betas.USUAL);
        return new Learned(generator, adam, warmUp, null);
    }

    /** What stays as it is; closes the tensor. @param channels [channel][row][column] */
    static Learned known(Tensor channels) {
        return new Learned(null, null, 0, channels);
    }

    boolean learned() {
        return generator != null;
    }

    /** Real [channel][row][column] in the graph, with the noise of a pass. */
    Tensor channels(RandomStream random) {
        return learned() ? generator.channels(random) : known;
    }

    /** The same without noise. */
    Tensor channels() {
        return learned() ? generator.channels() : known;
    }

    /** What a user would want to know that an image does not show. */
    Optional<String> found() {
        return learned() ? generator.found() : Optional.empty();
    }

    void clear() {
        if (learned()) {
            adam.clearGradients();
        }
    }

    /** @param share of the rate, beside the warming up */
    void step(double share) {
        if (learned()) {
            double risen = warmUp == 0 ? 1 : Math.min(1, (adam.steps() + 1.0) / warmUp);
            adam.step(share * risen);
        }
    }

    Snapshot save() {
        Snapshot snapshot = new Snapshot();
        if (learned()) {
            snapshot.floats()
                    .put(
                            WEIGHTS,
                            generator.parameters().values().stream()
                                    .map(Tensors::floats)
                                    .toArray(float[][]::new));
            adam.save(snapshot);
        }
        return snapshot;
    }

    void restore(Snapshot snapshot) {
        if (learned()) {
            float[][] saved = snapshot.floats().get(WEIGHTS);
            int next = 0;
            for (Tensor parameter : generator.parameters().values()) {
                Tensors.fill(parameter, saved[next++]);
            }
            adam.restore(snapshot);
        }
    }

    @Override
    public void close() {
        if (learned()) {
            adam.close();
            generator.close();
        } else {
            known.close();
        }
    }
}
