package org.polyptych.bench.fuzz;

import java.util.List;
import org.polyptych.core.RandomStream;

/** Random choices of one case. */
record Dice(RandomStream stream) {
    /** 0 to n - 1. */
    int below(int n) {
        return (int) (stream.uniform() * n);
    }

    boolean chance(double probability) {
        return stream.uniform() < probability;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
