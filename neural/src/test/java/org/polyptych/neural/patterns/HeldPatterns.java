package org.polyptych.neural.patterns;

/** Patterns one after the other in an array. */
public record HeldPatterns(int rows, int columns, double[] values) implements Patterns {
    @Override
    public int count() {
        return values.length / (rows * columns);
    }

    @Override
    public float[] frame(int index) {
        float[] frame = new float[rows * columns];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (float) values[index * frame.length + i];
        }
        return frame;
    }
}
