package org.polyptych.physics.metrics;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.HermitianEigen;
import org.polyptych.physics.Probe;

/**
 * How far the space that one beam's modes span is turned against that of another: the principal angles (Jordan 1875;
 * Bjorck and Golub, Math. Comp. 27, 579, 1973). Modes of an incoherent beam are known only as a sum of their mutual
 * intensities, so that it makes no sense to subtract one set from another mode by mode; which space they span, and with
 * which powers, does not depend on how the sum is written. Scale and global phase of each mode do not count; shift and ramp
 * do, and must be taken out before.
 *
 * @param angles in radians, from the smallest to the largest, 0 to pi/2: as many as the smaller space has dimensions
 * @param leading in radians, [k - 1] the largest angle between the spaces of the k strongest orthogonal modes of each;
 *     large where the k-th and the next mode are nearly as strong, since rounding or noise then mixes them
 * @param captured part of the true beam's power that lies in the space found, 0 to 1
 * @param foundPower of the orthogonal modes found, falling, in the units of |P|^2
 * @param truePower the same of the true ones
 */
public record SubspaceAngles(
        double[] angles, double[] leading, double captured, double[] foundPower, double[] truePower) {
    /** A mode with less than this part of the strongest one's power is rounding and spans nothing. */
    private static final double LEAST_POWER = 1e-10;

    /**
     * Between the modes of variation 0, which need be neither orthogonal nor sorted.
     *
     * @throws BadInputException if the two are not of one size, or one has no light
     */
    public static SubspaceAngles between(Probe found, Probe truth) {
        if (found.rows() != truth.rows() || found.columns() != truth.columns()) {
            throw new BadInputException("the modes to be compared have " + found.rows() + " x " + found.columns()
                    + " and " + truth.rows() + " x " + truth.columns() + " pixels; they must be of one size");
        }
        Space a = Space.of(found);
        Space b = Space.of(truth);
        int least = Math.min(a.dimensions(), b.dimensions());
        double[] leading = new double[least];
        for (int k = 1; k <= least; k++) {
            leading[k - 1] = principal(a.first(k), b.first(k))[k - 1];
        }
        return new SubspaceAngles(principal(a, b), leading, captured(a, b), a.powers(), b.powers());
    }

    /** The largest angle: how wrong the worst direction is. */
    public double largest() {
        return angles[angles.length - 1];
    }

    /**
     * The cosines are the singular values of A* B, the sines those of what A leaves of B. Both are needed: a cosine says
     * nothing of a small angle, a sine nothing of one near pi/2.
     */
    private static double[] principal(Space a, Space b) {
        if (a.dimensions() < b.dimensions()) {
            return principal(b, a);
        }
        int n = b.dimensions();
        Complex overlap = a.times(b);
        HermitianEigen cosines = new HermitianEigen(overlap.gramRe(), overlap.gramIm());
        Space rest = b.without(a, overlap);
        Complex left = rest.times(rest);
        HermitianEigen sines = new HermitianEigen(left.re, left.im);
        double[] angles = new double[n];
        for (int k = 0; k < n; k++) {
            double cos = Math.sqrt(Math.max(0, cosines.value(k)));
            double sin = Math.sqrt(Math.max(0, sines.value(n - 1 - k)));
            angles[k] = Math.atan2(sin, cos);
        }
        return angles;
    }

    private static double captured(Space found, Space truth) {
        Complex overlap = found.times(truth);
        double inside = 0;
        double total = 0;
        for (int b = 0; b < truth.dimensions(); b++) {
            double power = truth.powers()[b];
            for (int a = 0; a < found.dimensions(); a++) {
                double re = overlap.re[a][b];
                double im = overlap.im[a][b];
                inside += power * (re * re + im * im);
            }
            total += power;
        }
        return Math.min(1, inside / total);
    }

    /** A small complex matrix, [row][column]. */
    private record Complex(double[][] re, double[][] im) {
        /** Real part of the product of the adjoint with the matrix itself. */
        double[][] gramRe() {
            return gram((a, b, k) -> re[k][a] * re[k][b] + im[k][a] * im[k][b]);
        }

        double[][] gramIm() {
            return gram((a, b, k) -> re[k][a] * im[k][b] - im[k][a] * re[k][b]);
        }

        private double[][] gram(Term term) {
            int columns = re[0].length;
            double[][] out = new double[columns][columns];
            for (int a = 0; a < columns; a++) {
                for (int b = 0; b < columns; b++) {
                    for (int k = 0; k < re.length; k++) {
                        out[a][b] += term.of(a, b, k);
                    }
                }
            }
            return out;
        }

        @FunctionalInterface
        private interface Term {
            double of(int a, int b, int k);
        }
    }

    /** Orthonormal vectors in double, [dimension][pixel], with the power of the mode that each stands for. */
    private record Space(double[][] re, double[][] im, double[] powers) {
        static Space of(Probe probe) {
            int modes = probe.modes();
            double[][] re = new double[modes][];
            double[][] im = new double[modes][];
            for (int m = 0; m < modes; m++) {
                re[m] = doubles(probe.mode(m).re());
                im[m] = doubles(probe.mode(m).im());
            }
            Space raw = new Space(re, im, new double[modes]);
            Complex gram = raw.times(raw);
            HermitianEigen eigen = new HermitianEigen(gram.re, gram.im);
            int kept = 0;
            while (kept < modes && eigen.value(kept) > LEAST_POWER * eigen.value(0)) {
                kept++;
            }
            if (kept == 0) {
                throw new BadInputException("the modes to be compared hold no light, or values that are not numbers");
            }
            double[] powers = new double[kept];
            Arrays.setAll(powers, eigen::value);
            double[][] outRe = new double[kept][raw.pixels()];
            double[][] outIm = new double[kept][raw.pixels()];
            for (int k = 0; k < kept; k++) {
                double norm = 1 / Math.sqrt(powers[k]);
                for (int m = 0; m < modes; m++) {
                    add(outRe[k], outIm[k], re[m], im[m], norm * eigen.vectorRe(m, k), norm * eigen.vectorIm(m, k));
                }
            }
            return new Space(outRe, outIm, powers);
        }

        int dimensions() {
            return powers.length;
        }

        int pixels() {
            return re[0].length;
        }

        /** The space of the strongest modes alone. */
        Space first(int count) {
            return new Space(Arrays.copyOf(re, count), Arrays.copyOf(im, count), Arrays.copyOf(powers, count));
        }

        /** The products of each vector, conjugated, with each of the other space. */
        Complex times(Space other) {
            double[][] outRe = new double[dimensions()][other.dimensions()];
            double[][] outIm = new double[dimensions()][other.dimensions()];
            for (int a = 0; a < dimensions(); a++) {
                for (int b = 0; b < other.dimensions(); b++) {
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int i = 0; i < pixels(); i++) {
                        sumRe += re[a][i] * other.re[b][i] + im[a][i] * other.im[b][i];
                        sumIm += re[a][i] * other.im[b][i] - im[a][i] * other.re[b][i];
                    }
                    outRe[a][b] = sumRe;
                    outIm[a][b] = sumIm;
                }
            }
            return new Complex(outRe, outIm);
        }

        /** What is left of each vector when its part in the other space is taken away. */
        Space without(Space other, Complex overlap) {
            Space rest = new Space(copied(re), copied(im), powers);
            for (int b = 0; b < dimensions(); b++) {
                for (int a = 0; a < other.dimensions(); a++) {
                    add(rest.re[b], rest.im[b], other.re[a], other.im[a], -overlap.re[a][b], -overlap.im[a][b]);
                }
            }
            return rest;
        }

        private static void add(
                double[] re, double[] im, double[] fromRe, double[] fromIm, double factorRe, double factorIm) {
            for (int i = 0; i < re.length; i++) {
                re[i] += factorRe * fromRe[i] - factorIm * fromIm[i];
                im[i] += factorRe * fromIm[i] + factorIm * fromRe[i];
            }
        }

        private static double[][] copied(double[][] rows) {
            return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        }

        private static double[] doubles(float[] values) {
            double[] out = new double[values.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = values[i];
            }
            return out;
        }
    }
}
