package org.polyptych.physics.simulation.objects;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/** Shapes drawn on pixels, each pixel averaged over a grid of points inside it. */
final class Drawing {
    /** Objects draw from streams from here on: those below belong to the frames' noise. */
    static final long STREAMS = 3L << 40;

    private static final int SAMPLES = 4;

    private Drawing() {}

    /** How much there is of something at a point, in pixels of the scan from the middle of the image. */
    @FunctionalInterface
    interface Shape {
        double at(double y, double x);
    }

    static RealImage of(int rows, int columns, int scale, Shape shape) {
        RealImage image = RealImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double sum = 0;
                for (int s = 0; s < SAMPLES * SAMPLES; s++) {
                    double down = y - rows / 2 + (s / SAMPLES + 0.5) / SAMPLES - 0.5;
                    double right = x - columns / 2 + (s % SAMPLES + 0.5) / SAMPLES - 0.5;
                    sum += shape.at(down / scale, right / scale);
                }
                image.values()[y * columns + x] = (float) (sum / (SAMPLES * SAMPLES));
            }
        }
        return image;
    }

    /**
     * The transmission of a thickness: amplitude^t exp(i phase t). The thickness is averaged over a pixel, not the wave:
     * edges of real structures slope.
     */
    static ComplexImage transmission(RealImage thickness, double amplitude, double phase) {
        RealImage modulus = RealImage.zeros(thickness.rows(), thickness.columns());
        RealImage angle = RealImage.zeros(thickness.rows(), thickness.columns());
        for (int i = 0; i < thickness.size(); i++) {
            modulus.values()[i] = (float) Math.pow(amplitude, thickness.values()[i]);
            angle.values()[i] = (float) (phase * thickness.values()[i]);
        }
        return ComplexImage.polar(modulus, angle);
    }

    /** Every pixel as scale x scale pixels, cut to size. */
    static ComplexImage repeated(ComplexImage image, int rows, int columns, int scale) {
        ComplexImage out = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int from = y / scale * image.columns() + x / scale;
                out.re()[y * columns + x] = image.re()[from];
                out.im()[y * columns + x] = image.im()[from];
            }
        }
        return out;
    }

    static void checkTransmission(double amplitude, double phase) {
        if (!(amplitude > 0 && amplitude <= 1)) {
            throw new IllegalArgumentException("amplitude must be above 0 and at most 1, got " + amplitude);
        }
        if (!(Math.abs(phase) <= 100)) {
            throw new IllegalArgumentException("phase must be between -100 and 100 rad, got " + phase);
        }
    }
}
