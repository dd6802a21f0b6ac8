package org.polyptych.physics.nearfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.physics.Scan;

/**
 * The magnification of near-field frames, from how far their content moves on the detector when the specimen moves: the
 * content of frame j lies at -M r_j. A matrix is fitted to the shifts of overlapping pairs of frames; M is the root of its
 * determinant. The beam's shape does not move, and is divided out; what of the specimen is left in the mean of all frames
 * pulls M to smaller values where there are few frames.
 *
 * @param value of M
 * @param error standard error of M, by leaving out a tenth of the pairs at a time
 * @param down M along the rows; with {@code right} it tells astigmatism, or axes of the stage that disagree
 * @param right M along the columns
 * @param orientation what is to be done to the positions so that they fit the frames, as the settings {@code file} call
 *     it; empty if they fit
 * @param pairs of frames that were looked at
 * @param used those of them that agree
 * @param residual of their shifts, rms, in detector pixels
 */
public record Magnification(
        double value,
        double error,
        double down,
        double right,
        String orientation,
        int pairs,
        int used,
        double residual) {
    private static final int PIXELS_OF_PAIRS = 20_000_000;
    private static final int FEW_PAIRS = 200;
    private static final int MANY_PAIRS = 1000;
    private static final int GROUPS = 10;
    private static final int FEWEST_PAIRS = 10;
    private static final double LEAST_AGREEING = 0.5;
    private static final double LEAST_CORRELATION = 0.2;
    /** Shifts shorter than this, in pixels, are measured again between frames that lie further apart. */
    private static final double SHORT = 5;

    private static final double NEAREST = 0.8;
    private static final double FURTHEST = 2.5;
    /** Residuals of more than this part of the shifts are no agreement. */
    private static final double MOST_RESIDUAL = 0.25;

    /**
     * Reads all frames once and those of some hundred pairs again.
     *
     * @param scan whose geometry says how large the detector's pixels are
     * @return empty if the detector's pixels are not known, or the frames do not move with the positions
     */
    public static Optional<Magnification> measured(Scan scan) {
        double step = FramePairs.neighbourDistance(scan.positions());
        boolean known =
                scan.geometry().detectorPixelHeight() > 0 && scan.geometry().detectorPixelWidth() > 0;
        if (!known || step == 0) {
            return Optional.empty();
        }
        RelativeFrames frames = new RelativeFrames(scan);
        try (FrameShift.Finder finder = new FrameShift.Finder(frames)) {
            Optional<Magnification> near = between(scan, frames, finder, step);
            if (near.isEmpty()) {
                return near;
            }
            double pixel = Math.sqrt(
                    scan.geometry().detectorPixelHeight() * scan.geometry().detectorPixelWidth());
            double shift = near.get().value() * step / (pixel * frames.bin());
            if (shift >= SHORT) {
                return near;
            }
            return between(scan, frames, finder, step * SHORT / shift).or(() -> near);
        }
    }

    private static Optional<Magnification> between(
            Scan scan, RelativeFrames frames, FrameShift.Finder finder, double distance) {
        double height = scan.geometry().detectorPixelHeight() * frames.bin();
        double width = scan.geometry().detectorPixelWidth() * frames.bin();
        List<double[]> moves = new ArrayList<>();
        List<double[]> shifts = new ArrayList<>();
        List<int[]> pairs = FramePairs.at(scan.positions(), NEAREST * distance, FURTHEST * distance, count(frames));
        for (int[] pair : pairs) {
            FrameShift shift = finder.between(pair[0], pair[1]);
            if (shift.correlation() > LEAST_CORRELATION) {
                double[] y = scan.positions().y();
                double[] x = scan.positions().x();
                moves.add(new double[] {y[pair[1]] - y[pair[0]], x[pair[1]] - x[pair[0]]});
                shifts.add(new double[] {shift.down() * height, shift.right() * width});
            }
        }
        if (moves.size() < Math.max(FEWEST_PAIRS, LEAST_AGREEING * pairs.size())) {
            return Optional.empty();
        }
        double pixel = Math.sqrt(height * width);
        LinearFit fit = LinearFit.of(moves, shifts, 0.5 * pixel);
        double value = magnification(fit.matrix());
        double typical = value * distance;
        if (fit.used() < Math.max(FEWEST_PAIRS, LEAST_AGREEING * pairs.size())
                || !(fit.residual() < MOST_RESIDUAL * typical)) {
            return Optional.empty();
        }
        StageAxes axes = StageAxes.of(fit.matrix());
        return Optional.of(new Magnification(
                value,
                error(moves, shifts, fit.agreeing()),
                axes.down(),
                axes.right(),
                axes.settings(),
                pairs.size(),
                fit.used(),
                fit.residual() / pixel * frames.bin()));
    }

    /** As many pairs as take a few seconds. */
    private static int count(RelativeFrames frames) {
        return Math.clamp(PIXELS_OF_PAIRS / (frames.rows() * frames.columns()), FEW_PAIRS, MANY_PAIRS);
    }

    private static double magnification(double[] matrix) {
        return Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
    }

    /** The jackknife over groups of pairs. */
    private static double error(List<double[]> moves, List<double[]> shifts, boolean[] agreeing) {
        double[] values = new double[GROUPS];
        for (int g = 0; g < GROUPS; g++) {
            boolean[] used = agreeing.clone();
            for (int k = g; k < used.length; k += GROUPS) {
                used[k] = false;
            }
            double[] matrix = LinearFit.leastSquares(moves, shifts, used);
            if (matrix == null) {
                return Double.NaN;
            }
            values[g] = magnification(matrix);
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(sum * (GROUPS - 1) / GROUPS);
    }

    /** For people, in one line. */
    public String text() {
        return String.format(
                        Locale.ROOT,
                        "%.4g +- %.2g, from the shifts of %d of %d pairs of frames (%.2g pixels rms; down %.4g, right"
                                + " %.4g)",
                        value,
                        error,
                        used,
                        pairs,
                        residual,
                        down,
                        right)
                + (orientation.isEmpty()
                        ? ""
                        : "; warning: the frames move as if the positions were turned or flipped: set " + orientation);
    }
}
