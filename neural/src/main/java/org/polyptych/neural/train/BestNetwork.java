package org.polyptych.neural.train;

import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.polyptych.core.Snapshot;

/** The best network so far by the loss of data set apart. */
final class BestNetwork {
    private static final String WEIGHTS = "best_weights";
    private static final String LOSS = "best_loss";
    private static final String ROUND = "best_round";

    private SequencedMap<String, float[]> values;
    private double loss = Double.POSITIVE_INFINITY;
    private int round;

    /**
     * Takes a network if it is the best; a loss that is no number is none.
     *
     * @param after which round; 0: the network that was begun with
     * @param network its values, copied
     */
    void offer(double itsLoss, int after, Supplier<SequencedMap<String, float[]>> network) {
        if (Double.isFinite(itsLoss) && itsLoss < loss) {
            loss = itsLoss;
            round = after;
            values = network.get();
        }
    }

    /** Whether there is one: nothing may have been looked at. */
    boolean exists() {
        return values != null;
    }

    SequencedMap<String, float[]> values() {
        return values;
    }

    double loss() {
        return loss;
    }

    int round() {
        return round;
    }

    void save(Snapshot snapshot) {
        if (exists()) {
            snapshot.floats().put(WEIGHTS, values.values().toArray(float[][]::new));
            snapshot.doubles().put(LOSS, new double[] {loss});
            snapshot.longs().put(ROUND, new long[] {round});
        }
    }

    /** @param named gives values their names */
    void restore(Snapshot snapshot, Function<float[][], SequencedMap<String, float[]>> named) {
        values = null;
        loss = Double.POSITIVE_INFINITY;
        round = 0;
        if (snapshot.floats().containsKey(WEIGHTS)) {
            values = named.apply(snapshot.floats().get(WEIGHTS));
            loss = snapshot.doubles().get(LOSS)[0];
            round = (int) snapshot.longs().get(ROUND)[0];
        }
    }
}
