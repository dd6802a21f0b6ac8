package org.polyptych.neural.patterns;

import org.polyptych.physics.FrameStack;

/**
 * The frames of a scan; masked pixels are 0.
 *
 * @param values what is wanted of them
 */
public record MeasuredPatterns(FrameStack frames, PatternPreparation.Values values) implements Patterns {
    @Override
    public int count() {
        return frames.count();
    }

    @Override
    public int rows() {
        return frames.rows();
    }

    @Override
    public int columns() {
        return frames.columns();
    }

    @Override
    public float[] frame(int index) {
        float[] frame = frames.propagation().toFile(frames.amplitudes(index));
        if (values == PatternPreparation.Values.COUNTS) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] *= frame[i];
            }
        }
        return frame;
    }
}
