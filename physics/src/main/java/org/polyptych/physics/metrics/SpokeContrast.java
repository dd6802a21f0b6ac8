package org.polyptych.physics.metrics;

import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;

/**
 * What is resolved of a Siemens star. Along a circle about its centre the phase of a star of n spokes repeats n times;
 * the amplitude of that harmonic, 2 |mean of phase(theta) exp(-i n theta)|, is the contrast of the spokes at the period
 * 2 pi r / n. It is given relative to its mean over the outermost fifth of the radii, where spokes are wide.
 *
 * <p>Spokes that are missing at some radii and not at others change the figure by their share; values above 1 can occur.
 *
 * @param centreY row of the star's centre
 * @param centreX column of the star's centre
 * @param spokes n
 * @param radii in pixels
 * @param amplitudes of the n-th harmonic, in the unit of the image (radians of phase)
 */
public record SpokeContrast(double centreY, double centreX, int spokes, double[] radii, double[] amplitudes) {
    private static final double OUTER = 0.8;

    /** Measures the contrast of a star of known centre. */
    public static SpokeContrast of(RealImage phase, SpokeCentre star, double fromRadius, double toRadius) {
        Checks.finite(phase);
        Circles circles = new Circles(phase);
        if (!(fromRadius > 0 && toRadius > fromRadius) || !circles.contain(star.y(), star.x(), toRadius)) {
            throw new BadInputException("the circles of a spoke contrast must lie inside the image, got radii "
                    + fromRadius + " to " + toRadius + " about row " + star.y() + ", column " + star.x());
        }
        double[] radii = IntStream.rangeClosed(0, (int) Math.floor(toRadius - fromRadius))
                .mapToDouble(i -> fromRadius + i)
                .toArray();
        double[] amplitudes = new double[radii.length];
        for (int i = 0; i < radii.length; i++) {
            amplitudes[i] = Circles.harmonic(circles.profile(star.y(), star.x(), radii[i]), star.spokes());
        }
        return new SpokeContrast(star.y(), star.x(), star.spokes(), radii, amplitudes);
    }

    /** Amplitudes relative to the outer ones. */
    public double[] contrast() {
        double limit = radii[0] + OUTER * (radii[radii.length - 1] - radii[0]);
        double outer = IntStream.range(0, radii.length)
                .filter(i -> radii[i] >= limit)
                .mapToDouble(i -> amplitudes[i])
                .average()
                .orElseThrow();
        return IntStream.range(0, radii.length)
                .mapToDouble(i -> amplitudes[i] / outer)
                .toArray();
    }

    /** The period of the spokes at the i-th radius, in the unit of the pixel size. */
    public double period(int i, double pixelSize) {
        return 2 * Math.PI * radii[i] / spokes * pixelSize;
    }
}
