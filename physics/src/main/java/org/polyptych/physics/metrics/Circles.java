package org.polyptych.physics.metrics;

import java.util.stream.IntStream;
import org.polyptych.core.RealImage;

/**
 * An image read along circles, bilinear between pixels.
 *
 * @param image the image
 */
record Circles(RealImage image) {
    /** Samples of a circle, whatever its radius, so that circles can be added; far more than any star has spokes. */
    static final int SAMPLES = 2048;

    private static final double[] COSINE = IntStream.range(0, SAMPLES)
            .mapToDouble(i -> Math.cos(2 * Math.PI * i / SAMPLES))
            .toArray();

    boolean contain(double centreY, double centreX, double radius) {
        return centreY - radius >= 0
                && centreX - radius >= 0
                && centreY + radius <= image.rows() - 1
                && centreX + radius <= image.columns() - 1;
    }

    /** Values at angles 2 pi i / SAMPLES from the right, turning downwards. */
    double[] profile(double centreY, double centreX, double radius) {
        double[] profile = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double angle = 2 * Math.PI * i / SAMPLES;
            profile[i] = at(centreY + radius * Math.sin(angle), centreX + radius * Math.cos(angle));
        }
        return profile;
    }

    /** The amplitude of cos(n theta + any phase) in a profile. */
    static double harmonic(double[] profile, int n) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < SAMPLES; i++) {
            int angle = n * i % SAMPLES;
            re += profile[i] * COSINE[angle];
            im += profile[i] * COSINE[(angle + 3 * SAMPLES / 4) % SAMPLES];
        }
        return 2 * Math.hypot(re, im) / SAMPLES;
    }

    private double at(double y, double x) {
        int top = Math.min((int) Math.floor(y), image.rows() - 2);
        int left = Math.min((int) Math.floor(x), image.columns() - 2);
        double fy = y - top;
        double fx = x - left;
        return (1 - fy) * ((1 - fx) * image.at(top, left) + fx * image.at(top, left + 1))
                + fy * ((1 - fx) * image.at(top + 1, left) + fx * image.at(top + 1, left + 1));
    }
}
