package org.polyptych.physics.metrics;

import org.polyptych.core.ComplexImage;

/**
 * The truth and the reconstruction of physics/src/test/python/metric_goldens.py, which computes what tests expect of
 * them with numpy and scipy alone. The reconstruction is 1.7 times as large, with errors in amplitude and phase, a global
 * phase of 2.5 and a ramp of 0.002 rad a row and -0.0035 rad a column.
 */
public record GoldenPair(ComplexImage found, ComplexImage truth) {

    public static GoldenPair of(int rows, int columns) {
        ComplexImage found = ComplexImage.zeros(rows, columns);
        ComplexImage truth = ComplexImage.zeros(rows, columns);
        for (int y = 0, i = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++, i++) {
                double amplitude = 1
                        + 0.3 * Math.sin(0.37 * x + 0.11 * y) * Math.cos(0.23 * y)
                        + 0.1 * Math.sin(1.9 * x + 1.3 * y);
                double phase = 0.5 * Math.sin(0.19 * x - 0.31 * y) + 0.2 * Math.cos(0.05 * x * Math.sin(0.1 * y));
                set(truth, i, amplitude, phase);
                set(
                        found,
                        i,
                        1.7 * (amplitude + 0.05 * Math.cos(2.1 * x - 0.7 * y)),
                        phase + 0.06 * Math.sin(1.7 * x + 2.3 * y) + 2.5 + 0.002 * y - 0.0035 * x);
            }
        }
        return new GoldenPair(found, truth);
    }

    private static void set(ComplexImage image, int i, double amplitude, double phase) {
        image.re()[i] = (float) (amplitude * Math.cos(phase));
        image.im()[i] = (float) (amplitude * Math.sin(phase));
    }
}
