package org.polyptych.electron.calibration;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Median;
import org.polyptych.core.RealImage;
import org.polyptych.physics.FramePass;
import org.polyptych.physics.Scan;

/**
 * The image of the aperture on the detector: where the unscattered beam arrives. Its edge is where the mean pattern has
 * fallen to half of the height from outside to inside; a circle is fitted through the edge in many directions.
 *
 * @param centreY row of the middle, with a fraction, in detector pixels from 0
 * @param centreX column of the middle
 * @param radius in detector pixels
 * @param roughness rms distance of the edge from the circle, in detector pixels
 */
public record BrightFieldDisc(double centreY, double centreX, double radius, double roughness) {
    /** Directions in which the edge is looked for. */
    private static final int DIRECTIONS = 120;
    /** Between samples along a direction, in pixels. */
    private static final double SAMPLE = 0.1;

    private static final int ROUNDS = 5;
    /** Edges farther from the circle than so many median distances are left out. */
    private static final double OUTLIER = 4;
    /** The edge of a disc deviates from a circle by less than this share of its radius. */
    private static final double ROUGHEST = 0.25;

    private static final double SMALLEST = 2;
    /** Outside of the disc, relative to inside. */
    private static final double DARKER = 0.6;

    /**
     * Of the mean pattern of a scan.
     *
     * @throws BadInputException if the pattern has no disc
     */
    public static BrightFieldDisc of(Scan scan) {
        return of(meanPattern(scan), scan.mask(), scan.source());
    }

    /** Mean counts of a frame, [row][column] as in files. */
    public static RealImage meanPattern(Scan scan) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        double[] sum = new double[rows * columns];
        FramePass.inOrder(scan.frames(), (j, frame) -> {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += scan.mask()[i] ? (double) frame[i] * frame[i] : 0;
            }
        });
        RealImage mean = RealImage.zeros(rows, columns);
        for (int i = 0; i < sum.length; i++) {
            mean.values()[i] = (float) (sum[i] / scan.frames().count());
        }
        return mean;
    }

    /**
     * Of a pattern.
     *
     * @param mask true where a pixel is good
     * @param source for the message
     * @throws BadInputException if the pattern has no disc
     */
    static BrightFieldDisc of(RealImage pattern, boolean[] mask, String source) {
        double counts = pattern.sum();
        if (!(counts > 0 && counts < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(source + ": the good pixels hold no counts, or some that are no numbers"
                    + " ('inspect' shows which); mask them with --mask or data.mask");
        }
        double half = typical(pattern, mask) / 2;
        double n = 0;
        double y = 0;
        double x = 0;
        for (int i = 0; i < pattern.size(); i++) {
            if (mask[i] && pattern.values()[i] > half) {
                n++;
                y += i / pattern.columns();
                x += i % pattern.columns();
            }
        }
        BrightFieldDisc disc = new BrightFieldDisc(y / n, x / n, Math.sqrt(n / Math.PI), Double.NaN);
        for (int round = 0; round < ROUNDS && disc.radius >= SMALLEST; round++) {
            disc = disc.fitted(pattern, mask);
        }
        if (!(disc.radius >= SMALLEST && disc.roughness < ROUGHEST * disc.radius && disc.stepsDown(pattern, mask))) {
            throw new BadInputException(
                    source + ": the mean pattern has no round bright disc, the image of the aperture; nothing can be"
                            + " calibrated by it");
        }
        return disc;
    }

    /** Whether it is bright inside and dark outside, in most directions. */
    private boolean stepsDown(RealImage pattern, boolean[] mask) {
        int dark = 0;
        for (int d = 0; d < DIRECTIONS; d++) {
            double phi = 2 * Math.PI * d / DIRECTIONS;
            boolean step = level(pattern, mask, phi, 1.2, 1.5) < DARKER * level(pattern, mask, phi, 0.55, 0.85);
            dark += step ? 1 : 0;
        }
        return 2 * dark > DIRECTIONS;
    }

    /** The counts of the pixel on which the middle one of all electrons has fallen, brightest pixels first. */
    private static double typical(RealImage pattern, boolean[] mask) {
        double[] sorted = new double[pattern.size()];
        double all = 0;
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = mask[i] ? pattern.values()[i] : 0;
            all += sorted[i];
        }
        Arrays.sort(sorted);
        double sum = 0;
        int k = sorted.length;
        while (k > 1 && sum < all / 2) {
            sum += sorted[--k];
        }
        return sorted[k];
    }

    /** A circle through the edge as it is seen from this one's middle: radius = R + dy sin + dx cos. */
    private BrightFieldDisc fitted(RealImage pattern, boolean[] mask) {
        double[] edges = new double[DIRECTIONS];
        for (int d = 0; d < DIRECTIONS; d++) {
            edges[d] = edge(pattern, mask, 2 * Math.PI * d / DIRECTIONS);
        }
        double dy = 0;
        double dx = 0;
        double r = radius;
        double rms = Double.NaN;
        double limit = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 2; round++) {
            double[][] normal = new double[3][4];
            for (int d = 0; d < DIRECTIONS; d++) {
                double phi = 2 * Math.PI * d / DIRECTIONS;
                double[] row = {1, Math.sin(phi), Math.cos(phi), edges[d]};
                if (Math.abs(edges[d] - r - dy * row[1] - dx * row[2]) <= limit) {
                    LeastSquares.add(normal, row);
                }
            }
            double[] found = LeastSquares.solve(normal);
            r = found[0];
            dy = found[1];
            dx = found[2];
            double[] away = new double[DIRECTIONS];
            for (int d = 0; d < DIRECTIONS; d++) {
                double phi = 2 * Math.PI * d / DIRECTIONS;
                away[d] = Math.abs(edges[d] - r - dy * Math.sin(phi) - dx * Math.cos(phi));
            }
            double[] known = Arrays.stream(away).filter(Double::isFinite).toArray();
            limit = known.length == 0 ? 0 : OUTLIER * Median.of(known) + SAMPLE;
            double most = limit;
            rms = Math.sqrt(Arrays.stream(known)
                    .filter(a -> a <= most)
                    .map(a -> a * a)
                    .average()
                    .orElse(Double.NaN));
        }
        return new BrightFieldDisc(centreY + dy, centreX + dx, r, rms);
    }

    /** Distance from the middle to where the pattern falls through half of its step; NaN where that is not seen. */
    private double edge(RealImage pattern, boolean[] mask, double phi) {
        double inside = level(pattern, mask, phi, 0.55, 0.85);
        double outside = level(pattern, mask, phi, 1.2, 1.5);
        double half = (inside + outside) / 2;
        if (!(inside > outside)) {
            return Double.NaN;
        }
        double before = Double.NaN;
        for (double r = 0.6 * radius; r < 1.5 * radius; r += SAMPLE) {
            double value = sample(pattern, mask, r, phi);
            if (value <= half && before > half) {
                return r - SAMPLE * (half - value) / (before - value);
            }
            before = value;
        }
        return Double.NaN;
    }

    private double level(RealImage pattern, boolean[] mask, double phi, double from, double to) {
        double sum = 0;
        int n = 0;
        for (double r = from * radius; r <= to * radius; r += SAMPLE) {
            double value = sample(pattern, mask, r, phi);
            if (Double.isFinite(value)) {
                sum += value;
                n++;
            }
        }
        // beyond the detector there is nothing
        return n == 0 && from > 1 ? 0 : sum / n;
    }

    /** Bilinear; NaN beside bad pixels and beyond the detector. */
    private double sample(RealImage pattern, boolean[] mask, double r, double phi) {
        double y = centreY + r * Math.sin(phi);
        double x = centreX + r * Math.cos(phi);
        int y0 = (int) Math.floor(y);
        int x0 = (int) Math.floor(x);
        if (y0 < 0 || x0 < 0 || y0 + 1 >= pattern.rows() || x0 + 1 >= pattern.columns()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            int i = (y0 + k / 2) * pattern.columns() + x0 + k % 2;
            if (!mask[i]) {
                return Double.NaN;
            }
            double weightY = k / 2 == 0 ? 1 - (y - y0) : y - y0;
            double weightX = k % 2 == 0 ? 1 - (x - x0) : x - x0;
            sum += weightY * weightX * pattern.values()[i];
        }
        return sum;
    }
}
