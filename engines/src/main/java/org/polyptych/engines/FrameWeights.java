package org.polyptych.engines;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Weights of a probe's variations for every frame of a scan, where only some of them have been worked on: those of a frame
 * that was held out lie on the line between the frames before and after it that were not, in the order of the scan, since
 * a probe drifts. Where it jumps from frame to frame instead, this is a guess.
 */
final class FrameWeights {
    private FrameWeights() {}

    /**
     * @param weights [frame worked on][variation]
     * @param places of these frames in the scan
     * @param frames in the scan
     * @return [frame][variation] in the order of the scan
     */
    static double[][] everywhere(double[][] weights, int[] places, int frames) {
        double[][] all = new double[frames][];
        for (int k = 0; k < places.length; k++) {
            all[places[k]] = weights[k].clone();
        }
        int[] sorted = Arrays.stream(places).sorted().toArray();
        for (int j = 0; j < frames; j++) {
            if (all[j] == null) {
                int next = -Arrays.binarySearch(sorted, j) - 1;
                int before = sorted[Math.max(0, next - 1)];
                int after = sorted[Math.min(sorted.length - 1, next)];
                double share = before == after ? 0 : (double) (j - before) / (after - before);
                double[] a = all[before];
                double[] b = all[after];
                // in front of the first and behind the last, both are the nearest one
                all[j] = IntStream.range(0, a.length)
                        .mapToDouble(v -> a[v] + share * (b[v] - a[v]))
                        .toArray();
            }
        }
        return all;
    }
}
