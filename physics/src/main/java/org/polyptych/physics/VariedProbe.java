package org.polyptych.physics;

import java.util.Arrays;
import java.util.Comparator;
import org.polyptych.core.ComplexImage;

/**
 * A probe that differs from frame to frame, as a weighted sum of variations ({@link Conditions}).
 *
 * @param probe two or more variations
 * @param weights [frame][variation]; that of variation 0 is 1 in every frame
 */
public record VariedProbe(Probe probe, double[][] weights) {
    private static final int MOST_SWEEPS = 60;
    private static final double ORTHOGONAL = 1e-7;

    /**
     * The same probe in every frame, written so that it is unique up to signs: variation 0 is the mean over frames, the
     * others are what frames differ from it by in order of strength, as a singular value decomposition has them
     * (Odstrcil and others 2016, section 2): orthogonal to each other, and so are their weights over the frames. Each has
     * as much power as the mean, so that the mean of a weight's square over the frames is a share of the power; one that
     * is nowhere has power 0.
     */
    public VariedProbe principal() {
        ComplexImage[][] images = probe.copy().images();
        double[][] columns = columns();
        for (int v = 1; v < images.length; v++) {
            moveMean(columns[v - 1], images[v], images[0]);
        }
        ComplexImage[][] further = Arrays.copyOfRange(images, 1, images.length);
        makeOrthogonal(columns, further, true);
        makeUnit(columns, further);
        makeOrthogonal(columns, further, false);
        share(columns, further, images[0]);
        Integer[] order = new Integer[further.length];
        Arrays.setAll(order, v -> v);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingDouble(v -> squares(columns[v])).reversed());
        for (int v = 0; v < order.length; v++) {
            images[v + 1] = further[order[v]];
        }
        double[][] sorted = new double[weights.length][images.length];
        for (int j = 0; j < sorted.length; j++) {
            sorted[j][0] = 1;
            for (int v = 0; v < order.length; v++) {
                sorted[j][v + 1] = columns[order[v]][j];
            }
        }
        return new VariedProbe(new Probe(images), sorted);
    }

    /** The weights of each variation but the first, [variation - 1][frame]. */
    private double[][] columns() {
        double[][] columns = new double[probe.variations() - 1][weights.length];
        for (int v = 0; v < columns.length; v++) {
            for (int j = 0; j < weights.length; j++) {
                columns[v][j] = weights[j][v + 1];
            }
        }
        return columns;
    }

    private static void moveMean(double[] column, ComplexImage[] variation, ComplexImage[] mean) {
        double shared = Arrays.stream(column).average().orElse(0);
        for (int j = 0; j < column.length; j++) {
            column[j] -= shared;
        }
        for (int m = 0; m < mean.length; m++) {
            for (int i = 0; i < mean[m].size(); i++) {
                mean[m].re()[i] += (float) (shared * variation[m].re()[i]);
                mean[m].im()[i] += (float) (shared * variation[m].im()[i]);
            }
        }
    }

    /**
     * Jacobi rotations, the same of weights and variations, which leave the sum as it is.
     *
     * @param byWeights true to make the weights orthogonal, false the variations
     */
    private static void makeOrthogonal(double[][] columns, ComplexImage[][] variations, boolean byWeights) {
        boolean rotated = true;
        for (int sweep = 0; sweep < MOST_SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int a = 0; a < columns.length; a++) {
                for (int b = a + 1; b < columns.length; b++) {
                    double aa = byWeights ? squares(columns[a]) : product(variations[a], variations[a]);
                    double bb = byWeights ? squares(columns[b]) : product(variations[b], variations[b]);
                    double ab = byWeights ? product(columns[a], columns[b]) : product(variations[a], variations[b]);
                    if (Math.abs(ab) <= ORTHOGONAL * Math.sqrt(aa * bb)) {
                        continue;
                    }
                    double zeta = (bb - aa) / (2 * ab);
                    double t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
                    double cos = 1 / Math.sqrt(1 + t * t);
                    rotate(columns[a], columns[b], cos, cos * t);
                    for (int m = 0; m < variations[a].length; m++) {
                        rotate(variations[a][m].re(), variations[b][m].re(), cos, cos * t);
                        rotate(variations[a][m].im(), variations[b][m].im(), cos, cos * t);
                    }
                    rotated = true;
                }
            }
        }
    }

    /** Weights with a sum of squares of 1, the variations with the inverse factor. */
    private static void makeUnit(double[][] columns, ComplexImage[][] variations) {
        for (int v = 0; v < columns.length; v++) {
            scale(columns[v], variations[v], Math.sqrt(squares(columns[v])));
        }
    }

    /** Variations with the power of the mean, the weights with the inverse factor. */
    private static void share(double[][] columns, ComplexImage[][] variations, ComplexImage[] mean) {
        for (int v = 0; v < columns.length; v++) {
            scale(columns[v], variations[v], Math.sqrt(product(mean, mean) / product(variations[v], variations[v])));
        }
    }

    private static void scale(double[] column, ComplexImage[] variation, double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            // one or the other is 0: nothing of it is in any frame
            Arrays.fill(column, 0);
            for (ComplexImage mode : variation) {
                mode.scale(0);
            }
            return;
        }
        for (int j = 0; j < column.length; j++) {
            column[j] /= factor;
        }
        for (ComplexImage mode : variation) {
            mode.scale(factor);
        }
    }

    private static double squares(double[] values) {
        return product(values, values);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double product(ComplexImage[] a, ComplexImage[] b) {
        double sum = 0;
        for (int m = 0; m < a.length; m++) {
            for (int i = 0; i < a[m].size(); i++) {
                sum += (double) a[m].re()[i] * b[m].re()[i] + (double) a[m].im()[i] * b[m].im()[i];
            }
        }
        return sum;
    }

    private static void rotate(double[] a, double[] b, double cos, double sin) {
        for (int i = 0; i < a.length; i++) {
            double was = a[i];
            a[i] = cos * was - sin * b[i];
            b[i] = sin * was + cos * b[i];
        }
    }

    private static void rotate(float[] a, float[] b, double cos, double sin) {
        for (int i = 0; i < a.length; i++) {
            double was = a[i];
            a[i] = (float) (cos * was - sin * b[i]);
            b[i] = (float) (sin * was + cos * b[i]);
        }
    }
}
