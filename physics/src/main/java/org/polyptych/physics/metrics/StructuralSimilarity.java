package org.polyptych.physics.metrics;

import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;

/**
 * Structural similarity: Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, IEEE Trans. Image Processing 13, 600
 * (2004):
 *
 * <pre>
 * SSIM = (2 mx my + C1) (2 sxy + C2) / ((mx^2 + my^2 + C1) (sx^2 + sy^2 + C2)),  C1 = (0.01 L)^2,  C2 = (0.03 L)^2
 * </pre>
 *
 * with means m, variances s^2 and covariance sxy under a Gaussian window of 11 x 11 pixels with a standard deviation of
 * 1.5, its weights adding to 1 (so that variances are those of a population), and the data range L. As in the paper
 * only windows that lie wholly inside the image count, and nothing is downsampled first. The figure depends on L, which
 * a paper must state and often does not.
 *
 * @param map the similarity at each window's middle, 10 rows and columns fewer than the images: its pixel (0, 0)
 *     belongs to pixel (5, 5)
 */
public record StructuralSimilarity(RealImage map) {
    /** Pixels that the map lacks at each edge. */
    public static final int RIM = 5;

    private static final int WINDOW = 2 * RIM + 1;
    private static final double SIGMA = 1.5;
    private static final double K1 = 0.01;
    private static final double K2 = 0.03;
    private static final double[] WEIGHTS = weights();

    /**
     * Compares two real images of one size.
     *
     * @param range L, the range of the data, above 0
     */
    public static StructuralSimilarity of(RealImage estimate, RealImage truth, double range) {
        Checks.sameSize(estimate, truth);
        Checks.finite(estimate, truth);
        Checks.positive(range, "the data range of a structural similarity");
        int rows = truth.rows() - WINDOW + 1;
        int columns = truth.columns() - WINDOW + 1;
        if (rows < 1 || columns < 1) {
            throw new BadInputException("a structural similarity needs images of at least " + WINDOW + " x " + WINDOW
                    + " pixels, got " + truth.rows() + " x " + truth.columns());
        }
        float[] x = estimate.values();
        float[] y = truth.values();
        double[] meanX = blurred(truth, i -> x[i]);
        double[] meanY = blurred(truth, i -> y[i]);
        double[] squareX = blurred(truth, i -> (double) x[i] * x[i]);
        double[] squareY = blurred(truth, i -> (double) y[i] * y[i]);
        double[] product = blurred(truth, i -> (double) x[i] * y[i]);
        double c1 = K1 * range * K1 * range;
        double c2 = K2 * range * K2 * range;
        RealImage map = RealImage.zeros(rows, columns);
        for (int i = 0; i < map.size(); i++) {
            double mx = meanX[i];
            double my = meanY[i];
            double spread = squareX[i] - mx * mx + squareY[i] - my * my;
            double shared = product[i] - mx * my;
            map.values()[i] =
                    (float) ((2 * mx * my + c1) * (2 * shared + c2) / ((mx * mx + my * my + c1) * (spread + c2)));
        }
        return new StructuralSimilarity(map);
    }

    /** The mean over all windows: the SSIM of the images. */
    public double mean() {
        return map.sum() / map.size();
    }

    /**
     * The mean over the windows whose middle is chosen.
     *
     * @param chosen one value a pixel of the images
     */
    public double mean(boolean[] chosen) {
        int columns = map.columns() + 2 * RIM;
        double sum = 0;
        int count = 0;
        for (int y = 0, i = 0; y < map.rows(); y++) {
            for (int x = 0; x < map.columns(); x++, i++) {
                if (chosen[(y + RIM) * columns + x + RIM]) {
                    sum += map.values()[i];
                    count++;
                }
            }
        }
        if (count == 0) {
            throw new BadInputException("no window of the structural similarity lies on a chosen pixel");
        }
        return sum / count;
    }

    @FunctionalInterface
    private interface Values {
        double at(int pixel);
    }

    /** The weighted mean of each whole window, first along rows, then down columns. */
    private static double[] blurred(RealImage shape, Values values) {
        int rows = shape.rows();
        int columns = shape.columns();
        int across = columns - WINDOW + 1;
        int down = rows - WINDOW + 1;
        double[] along = new double[rows * across];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < across; x++) {
                double sum = 0;
                for (int k = 0; k < WINDOW; k++) {
                    sum += WEIGHTS[k] * values.at(y * columns + x + k);
                }
                along[y * across + x] = sum;
            }
        }
        double[] out = new double[down * across];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                double sum = 0;
                for (int k = 0; k < WINDOW; k++) {
                    sum += WEIGHTS[k] * along[(y + k) * across + x];
                }
                out[y * across + x] = sum;
            }
        }
        return out;
    }

    private static double[] weights() {
        double[] weights = new double[WINDOW];
        double sum = 0;
        for (int k = 0; k < WINDOW; k++) {
            weights[k] = Math.exp(-0.5 * (k - RIM) * (k - RIM) / (SIGMA * SIGMA));
            sum += weights[k];
        }
        for (int k = 0; k < WINDOW; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
