package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.Median;
import org.polyptych.core.RealImage;

/**
 * What a scan on a whole-pixel raster leaves free: every complex g(r) with the period of the raster can move between
 * object and probe, O g and P / g, and no pattern changes. This estimates g from the object alone and moves it to the probe,
 * on the ground that an object seldom has the raster's period itself; if it does, that part of it goes to the probe too.
 *
 * <p>For each pixel modulo the step: the differences of log-amplitude and of phase to the next pixel down and right, and
 * of these the median over all tiles; minus their means; integrated to log g by a periodic Poisson equation in the least
 * squares sense. Left out are pixels darker than 0.3 of the median amplitude, a rim of 4 pixels around the scanned area,
 * and pixels that see less than a tenth of the light that the brightest of the same place in the step sees. Medians of
 * phases are taken about their circular mean, so that none is torn by the wrapping. All of it twice. A factor whose
 * amplitudes differ by more than {@value #WIDEST} times is none: it comes from an object that is far from any solution.
 */
public final class RasterAmbiguity {
    private static final int PASSES = 2;
    private static final double DARK = 0.3;
    private static final int RIM = 4;
    private static final float DIM = 0.1f;
    /** The greatest amplitude of a factor, in units of its least. */
    private static final int WIDEST = 100;

    private final FramePlacements placements;
    private final int rows;
    private final int columns;
    private final RasterSteps steps;
    private final Positions positions;

    /**
     * @param specimen whose grid the frames lie on
     * @param rows of a frame
     * @param columns of a frame
     * @param round true if fractions of a pixel are dropped
     */
    public RasterAmbiguity(Specimen specimen, Positions positions, int rows, int columns, boolean round) {
        this.placements = FramePlacements.of(specimen, positions, rows, columns, round);
        this.positions = positions;
        this.rows = rows;
        this.columns = columns;
        this.steps = RasterSteps.of(placements, rows, columns);
    }

    /** The raster, or why there is none. */
    public RasterSteps steps() {
        return steps;
    }

    /**
     * Object and probe with the raster's factor moved from one to the other.
     *
     * @param factor g, [step down][step right], as it was divided out of the object; its pixel (0, 0) is that of the first
     *     frame's first pixel
     * @param credible false if the factor is too wide to be one; object and probe are then copies of what was given
     */
    public record Separation(Specimen specimen, Probe probe, ComplexImage factor, boolean credible) {}

    /**
     * Estimates g and moves it; the exit waves of all frames stay as they are, up to rounding. What is given stays as it
     * is.
     *
     * @throws IllegalStateException if the scan has no such ambiguity
     */
    public Separation remove(Specimen specimen, Probe probe) {
        if (!steps.ambiguous()) {
            throw new IllegalStateException(steps.why());
        }
        Specimen object = specimen.copy();
        Probe beam = probe.copy();
        // its factor is the same for all pixels of one place in the step, so it may stay that of the start
        RealImage light = Illumination.of(specimen, probe, positions);
        ComplexImage all = ComplexImage.constant(steps.down(), steps.right(), 1, 0);
        for (int pass = 0; pass < PASSES; pass++) {
            ComplexImage g = estimate(object.image(), light);
            move(g, object.image(), beam);
            times(all, g);
        }
        return credible(all)
                ? new Separation(object, beam, all, true)
                : new Separation(specimen.copy(), probe.copy(), all, false);
    }

    private static boolean credible(ComplexImage factor) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (int i = 0; i < factor.size(); i++) {
            double amplitude = Math.hypot(factor.re()[i], factor.im()[i]);
            least = Math.min(least, amplitude);
            greatest = Math.max(greatest, amplitude);
        }
        return greatest <= WIDEST * least && greatest < Double.POSITIVE_INFINITY;
    }

    private ComplexImage estimate(ComplexImage object, RealImage light) {
        boolean[] good = good(object, light);
        ComplexImage down = ComplexImage.zeros(steps.down(), steps.right());
        ComplexImage right = ComplexImage.zeros(steps.down(), steps.right());
        for (int a = 0; a < steps.down(); a++) {
            for (int b = 0; b < steps.right(); b++) {
                typical(object, good, a, b, object.columns(), down);
                typical(object, good, a, b, 1, right);
            }
        }
        return PeriodicFactor.from(down, right);
    }

    /** The median differences from pixels at (a, b) of the step to those {@code apart} further: log-amplitude and phase. */
    private void typical(ComplexImage object, boolean[] good, int a, int b, int apart, ComplexImage into) {
        int n = object.columns();
        double[] logs = new double[(object.rows() / steps.down() + 1) * (n / steps.right() + 1)];
        double[] phases = new double[logs.length];
        int count = 0;
        double re = 0;
        double im = 0;
        for (int y = Math.floorMod(placements.top(0) + a, steps.down()); y < object.rows(); y += steps.down()) {
            for (int x = Math.floorMod(placements.left(0) + b, steps.right()); x < n; x += steps.right()) {
                int i = y * n + x;
                // the rim is never good, so the pixel next to a good one is still on the object
                if (!good[i] || !good[i + apart]) {
                    continue;
                }
                double r = (double) object.re()[i + apart] * object.re()[i]
                        + (double) object.im()[i + apart] * object.im()[i];
                double m = (double) object.im()[i + apart] * object.re()[i]
                        - (double) object.re()[i + apart] * object.im()[i];
                double length = Math.hypot(r, m);
                logs[count] = Math.log(Math.hypot(object.re()[i + apart], object.im()[i + apart])
                        / Math.hypot(object.re()[i], object.im()[i]));
                phases[count] = Math.atan2(m, r);
                re += r / length;
                im += m / length;
                count++;
            }
        }
        if (count == 0) {
            return;
        }
        double about = Math.atan2(im, re);
        for (int k = 0; k < count; k++) {
            phases[k] = Math.IEEEremainder(phases[k] - about, 2 * Math.PI);
        }
        int at = a * steps.right() + b;
        into.re()[at] = (float) Median.of(java.util.Arrays.copyOf(logs, count));
        into.im()[at] = (float) (about + Median.of(java.util.Arrays.copyOf(phases, count)));
    }

    /** Which pixels of the object are lit, not dark and not in the rim. */
    private boolean[] good(ComplexImage object, RealImage light) {
        boolean[] inside = new boolean[object.size()];
        int[] box = scanned();
        float[] brightest = new float[steps.down() * steps.right()];
        for (int y = box[0] + RIM; y < box[2] - RIM; y++) {
            for (int x = box[1] + RIM; x < box[3] - RIM; x++) {
                int at = place(y, x);
                brightest[at] = Math.max(brightest[at], light.values()[y * object.columns() + x]);
            }
        }
        double[] amplitudes = new double[object.size()];
        int count = 0;
        for (int y = box[0] + RIM; y < box[2] - RIM; y++) {
            for (int x = box[1] + RIM; x < box[3] - RIM; x++) {
                int i = y * object.columns() + x;
                inside[i] = light.values()[i] >= DIM * brightest[place(y, x)];
                if (inside[i]) {
                    amplitudes[count++] = Math.hypot(object.re()[i], object.im()[i]);
                }
            }
        }
        double least = count == 0 ? 0 : DARK * Median.of(java.util.Arrays.copyOf(amplitudes, count));
        for (int i = 0; i < inside.length; i++) {
            double amplitude = Math.hypot(object.re()[i], object.im()[i]);
            inside[i] &= amplitude > 0 && amplitude >= least;
        }
        return inside;
    }

    /** Where in the step a pixel of the object lies. */
    private int place(int y, int x) {
        return Math.floorMod(y - placements.top(0), steps.down()) * steps.right()
                + Math.floorMod(x - placements.left(0), steps.right());
    }

    /** First row, first column, and the ones after the last, of all frames. */
    private int[] scanned() {
        int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
        for (int j = 0; j < placements.count(); j++) {
            box[0] = Math.min(box[0], placements.top(j));
            box[1] = Math.min(box[1], placements.left(j));
            box[2] = Math.max(box[2], placements.top(j) + rows);
            box[3] = Math.max(box[3], placements.left(j) + columns);
        }
        return box;
    }

    /** O = O / g where there are frames, P = P g. */
    private void move(ComplexImage g, ComplexImage object, Probe probe) {
        int[] box = scanned();
        for (int y = box[0]; y < box[2]; y++) {
            for (int x = box[1]; x < box[3]; x++) {
                int at = place(y, x);
                double square = (double) g.re()[at] * g.re()[at] + (double) g.im()[at] * g.im()[at];
                times(object, y * object.columns() + x, g.re()[at] / square, -g.im()[at] / square);
            }
        }
        for (int v = 0; v < probe.variations(); v++) {
            for (int m = 0; m < probe.modes(); m++) {
                for (int i = 0; i < rows * columns; i++) {
                    int at = i / columns % steps.down() * steps.right() + i % columns % steps.right();
                    times(probe.mode(v, m), i, g.re()[at], g.im()[at]);
                }
            }
        }
    }

    private static void times(ComplexImage image, ComplexImage factor) {
        for (int i = 0; i < image.size(); i++) {
            times(image, i, factor.re()[i], factor.im()[i]);
        }
    }

    private static void times(ComplexImage image, int i, double re, double im) {
        double r = image.re()[i];
        double m = image.im()[i];
        image.re()[i] = (float) (r * re - m * im);
        image.im()[i] = (float) (r * im + m * re);
    }
}
