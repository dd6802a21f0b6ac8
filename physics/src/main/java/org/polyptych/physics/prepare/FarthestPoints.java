package org.polyptych.physics.prepare;

import java.util.Arrays;
import org.polyptych.physics.Positions;

/**
 * Frames that lie as far from each other as they can: the first is the one nearest to the middle of the rectangle that
 * the positions span, each further one is that whose distance from the nearest of those chosen is largest; of equals, the
 * one with the lowest index. So the first K of N chosen are the K that would have been chosen.
 *
 * <p>T. F. Gonzalez, Clustering to minimize the maximum intercluster distance, Theoretical Computer Science 38, 293,
 * 1985: no choice of as many frames leaves the farthest frame less than half as far from the nearest chosen one. As a way
 * of sampling: Y. Eldar, M. Lindenbaum, M. Porat, Y. Y. Zeevi, The farthest point strategy for progressive image
 * sampling, IEEE Transactions on Image Processing 6, 1305, 1997.
 */
final class FarthestPoints {
    private FarthestPoints() {}

    /**
     * Takes time in proportion to the frames and to {@code count}.
     *
     * @param count 1 to the number of positions
     * @return indexes in the order in which they were chosen
     */
    static int[] of(Positions positions, int count) {
        double[] y = positions.y();
        double[] x = positions.x();
        double[] away = new double[y.length];
        Arrays.fill(away, Double.POSITIVE_INFINITY);
        int[] chosen = new int[count];
        int next = nearest(positions, middle(y), middle(x));
        for (int k = 0; k < count; k++) {
            chosen[k] = next;
            double ownY = y[next];
            double ownX = x[next];
            away[next] = -1; // chosen, and nearer than any other
            for (int j = 0; j < away.length; j++) {
                away[j] = Math.min(away[j], squared(y[j] - ownY, x[j] - ownX));
                if (away[j] > away[next]) {
                    next = j;
                }
            }
        }
        return chosen;
    }

    private static double middle(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return (least + most) / 2;
    }

    private static int nearest(Positions positions, double y, double x) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < positions.count(); j++) {
            double distance = squared(positions.y()[j] - y, positions.x()[j] - x);
            if (distance < least) {
                least = distance;
                nearest = j;
            }
        }
        return nearest;
    }

    private static double squared(double down, double right) {
        return down * down + right * right;
    }
}
