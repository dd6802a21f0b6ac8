package org.polyptych.physics.metrics;

import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;

/**
 * Where a Siemens star is and how many spokes it has.
 *
 * @param y row of its centre
 * @param x column of its centre
 * @param spokes number of spokes of one kind, 2 or more
 */
public record SpokeCentre(double y, double x, int spokes) {
    private static final int FEWEST = 8;
    private static final int MOST = 200;
    private static final int CIRCLES = 12;
    private static final int REACH = 12;

    /** How far from the guess a centre is looked for, in pixels, with a margin for the refinement. */
    public static final int FARTHEST = 2 * REACH + 2;

    /**
     * Finds centre and number near a guess: those for which the sum of the profiles along circles has the strongest
     * angular harmonic between 8 and 200. Only about the true centre do spokes of all radii add.
     *
     * @param fromRadius smallest radius used, in pixels
     * @param toRadius largest; the circles must stay inside the image for centres {@link #FARTHEST}
     *     pixels from the guess
     */
    public static SpokeCentre find(RealImage phase, double y, double x, double fromRadius, double toRadius) {
        Checks.finite(phase);
        Circles circles = new Circles(phase);
        if (!circles.contain(y, x, toRadius + FARTHEST)) {
            throw new BadInputException("a star is searched with circles inside the image; choose a radius below "
                    + toRadius + " px or a centre nearer the middle");
        }
        Candidate best = null;
        for (int dy = -REACH; dy <= REACH; dy++) {
            for (int dx = -REACH; dx <= REACH; dx++) {
                double[] sum = sum(circles, y + 2 * dy, x + 2 * dx, fromRadius, toRadius);
                best = strongest(best, sum, y + 2 * dy, x + 2 * dx, FEWEST, MOST);
            }
        }
        for (double step = 1; step > 0.02; step /= 2) {
            Candidate centre = best;
            for (int k = 0; k < 9; k++) {
                double cy = centre.y + (k / 3 - 1) * step;
                double cx = centre.x + (k % 3 - 1) * step;
                double[] sum = sum(circles, cy, cx, fromRadius, toRadius);
                best = strongest(best, sum, cy, cx, centre.spokes, centre.spokes);
            }
        }
        return new SpokeCentre(best.y, best.x, best.spokes);
    }

    /**
     * The image along a circle about the centre, bilinear between pixels.
     *
     * @param radius in pixels; the circle must lie inside the image
     * @return 2048 values, at equal angles from the right, turning downwards
     */
    public double[] profile(RealImage image, double radius) {
        Checks.finite(image);
        Circles circles = new Circles(image);
        if (!circles.contain(y, x, radius)) {
            throw new BadInputException(
                    "the circle of radius " + radius + " px about the star's centre reaches beyond the image");
        }
        return circles.profile(y, x, radius);
    }

    private static double[] sum(Circles circles, double y, double x, double from, double to) {
        double[] sum = new double[Circles.SAMPLES];
        for (int c = 0; c < CIRCLES; c++) {
            double[] profile = circles.profile(y, x, from + (to - from) * c / (CIRCLES - 1));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += profile[i];
            }
        }
        return sum;
    }

    private static Candidate strongest(Candidate best, double[] profile, double y, double x, int fewest, int most) {
        Candidate found = best;
        for (int n = fewest; n <= most; n++) {
            double strength = Circles.harmonic(profile, n);
            if (found == null || strength > found.strength) {
                found = new Candidate(y, x, n, strength);
            }
        }
        return found;
    }

    private record Candidate(double y, double x, int spokes, double strength) {}
}
