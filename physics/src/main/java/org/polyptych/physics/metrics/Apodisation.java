package org.polyptych.physics.metrics;

import org.polyptych.core.ComplexImage;

/**
 * A separable window of raised cosines (Tukey) that lets an image fall to zero at its edges: without it the jump from
 * one edge to the opposite one puts a cross into the Fourier transform, which two images share and which would count as
 * agreement.
 *
 * @param edge the part of each side that falls, from 0 (no window) to 0.5 (Hann)
 */
public record Apodisation(double edge) {
    /** A Hann window. */
    public static final Apodisation HANN = new Apodisation(0.5);

    /** An eighth of the width at each side; what the Fourier ring correlation uses unless told otherwise. */
    public static final Apodisation TUKEY = new Apodisation(0.125);

    public Apodisation {
        if (!(edge >= 0 && edge <= 0.5)) {
            throw new IllegalArgumentException("an apodised edge is between 0 and 0.5 of the width, got " + edge);
        }
    }

    /** The window along one side; symmetric, never quite zero. */
    public double[] along(int length) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            double inside = (Math.min(i, length - 1 - i) + 0.5) / length;
            window[i] = inside < edge ? 0.5 - 0.5 * Math.cos(Math.PI * inside / edge) : 1;
        }
        return window;
    }

    /** The window over an image, row-major. */
    public float[] over(int rows, int columns) {
        double[] down = along(rows);
        double[] across = along(columns);
        float[] window = new float[rows * columns];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                window[y * columns + x] = (float) (down[y] * across[x]);
            }
        }
        return window;
    }

    /** The image minus its mean under the window, times the window: a new image whose sum is zero. */
    static ComplexImage applied(ComplexImage image, float[] window) {
        double re = 0;
        double im = 0;
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            re += (double) window[i] * image.re()[i];
            im += (double) window[i] * image.im()[i];
            sum += window[i];
        }
        ComplexImage out = ComplexImage.zeros(image.rows(), image.columns());
        for (int i = 0; i < window.length; i++) {
            out.re()[i] = (float) (window[i] * (image.re()[i] - re / sum));
            out.im()[i] = (float) (window[i] * (image.im()[i] - im / sum));
        }
        return out;
    }
}
