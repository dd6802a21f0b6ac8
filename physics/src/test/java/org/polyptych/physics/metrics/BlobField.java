package org.polyptych.physics.metrics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

/**
 * A transparent sample made of Gaussian blobs of phase and absorption, known as a function: it can be drawn at any
 * sub-pixel shift without interpolation.
 */
final class BlobField {
    private static final int BLOBS = 1000;
    private static final double EXTENT = 200;

    private final double[][] blobs = new double[BLOBS][];

    BlobField(long seed) {
        RandomStream random = new RandomStream(seed, 0);
        for (int k = 0; k < BLOBS; k++) {
            blobs[k] = new double[] {
                EXTENT * (random.uniform() - 0.5),
                EXTENT * (random.uniform() - 0.5),
                1.5 + 3 * random.uniform(),
                1.2 * (random.uniform() - 0.3),
                0.3 * random.uniform()
            };
        }
    }

    /** The field so that its origin lies on (rows / 2 + shiftY, columns / 2 + shiftX). */
    ComplexImage drawn(int rows, int columns, double shiftY, double shiftX) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int y = 0, i = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++, i++) {
                double phase = 0;
                double absorption = 0;
                for (double[] blob : blobs) {
                    double dy = y - rows / 2 - shiftY - blob[0];
                    double dx = x - columns / 2 - shiftX - blob[1];
                    double r2 = (dy * dy + dx * dx) / (2 * blob[2] * blob[2]);
                    if (r2 < 20) {
                        phase += blob[3] * Math.exp(-r2);
                        absorption += blob[4] * Math.exp(-r2);
                    }
                }
                image.re()[i] = (float) (Math.exp(-absorption) * Math.cos(phase));
                image.im()[i] = (float) (Math.exp(-absorption) * Math.sin(phase));
            }
        }
        return image;
    }

    /** The image times factor exp(2 pi i (cyclesDown y / rows + cyclesAcross x / columns)), in place. */
    static ComplexImage ramped(
            ComplexImage image, double cyclesDown, double cyclesAcross, double factor, double phase) {
        for (int y = 0, i = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++, i++) {
                double angle =
                        phase + 2 * Math.PI * (cyclesDown * y / image.rows() + cyclesAcross * x / image.columns());
                double re = image.re()[i];
                double im = image.im()[i];
                image.re()[i] = (float) (factor * (re * Math.cos(angle) - im * Math.sin(angle)));
                image.im()[i] = (float) (factor * (re * Math.sin(angle) + im * Math.cos(angle)));
            }
        }
        return image;
    }

    /** Adds complex white noise of the given standard deviation in each part, in place. */
    static ComplexImage noisy(ComplexImage image, double sigma, long seed) {
        RandomStream random = new RandomStream(seed, 1);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] += (float) (sigma * random.gaussian());
            image.im()[i] += (float) (sigma * random.gaussian());
        }
        return image;
    }
}
