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
    private final Tensor known;

    private Learned(Generator generator, Adam adam, Tensor known) {
        this.generator = generator;
        this.adam = adam;
        this.known = known;
    }

    /** What is learned at a rate; closes the generator. */
    static Learned at(double rate, Generator generator) {
        return new Learned(generator, new Adam(List.of(ParameterGroup.of(generator, rate)), Adam.Betas.USUAL), null);
    }

    /** What stays as it is; closes the tensor. @param channels [channel][row][column] */
    static Learned known(Tensor channels) {
        return new Learned(null, null, channels);
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

    void step(double share) {
        if (learned()) {
            adam.step(share);
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
