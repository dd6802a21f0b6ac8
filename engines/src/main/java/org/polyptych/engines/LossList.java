package org.polyptych.engines;

import java.util.Arrays;

/** The loss of every iteration so far: eight bytes each, and no more room than they need twice over. */
final class LossList {
    private static final int FIRST = 64;
    private static final int MOST = Integer.MAX_VALUE - 8;

    private double[] values = new double[FIRST];
    private int size;

    void add(double loss) {
        if (size == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(MOST, 2L * size));
        }
        values[size++] = loss;
    }

    int size() {
        return size;
    }

    double get(int index) {
        return values[index];
    }

    /** The first {@code count} of them, copied. */
    double[] first(int count) {
        return Arrays.copyOf(values, count);
    }

    double[] toArray() {
        return first(size);
    }

    void set(double[] losses) {
        size = 0;
        values = new double[Math.max(FIRST, losses.length)];
        for (double loss : losses) {
            add(loss);
        }
    }
}
