package org.polyptych.physics.prepare;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polyptych.physics.Frames;

/**
 * What every detector pixel did over the frames, taken in frame by frame: at most 1000 frames, evenly spread over the
 * scan, so that a long scan costs no more time and no scan more memory than a few images.
 *
 * @param frames how many were taken in; frames without a count are left out
 * @param groups counts [group][pixel], summed over every eighth frame: a pixel that is hot in one frame is hot in one
 *     group, a hot pixel in all
 * @param totals counts of all groups together
 * @param least counts in the darkest frame, pixel by pixel
 * @param most counts in the brightest
 * @param notNumbers in how many frames the pixel is NaN, infinite or negative
 * @param unit the smallest count other than zero: what one photon counts
 */
record PixelCounts(
        int frames, float[][] groups, float[] totals, float[] least, float[] most, int[] notNumbers, double unit) {
    static final int GROUPS = 8;
    private static final int MOST_FRAMES = 1000;

    static PixelCounts of(Frames frames) {
        int pixels = frames.rows() * frames.columns();
        float[][] groups = new float[GROUPS][pixels];
        float[] least = new float[pixels];
        float[] most = new float[pixels];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        int[] notNumbers = new int[pixels];
        float[] counts = new float[pixels];
        double unit = Double.POSITIVE_INFINITY;
        int taken = 0;
        for (int j : sample(frames.count())) {
            frames.read(new int[] {j}, counts);
            if (!hasCounts(counts)) {
                continue;
            }
            float[] group = groups[taken % GROUPS];
            taken++;
            for (int i = 0; i < pixels; i++) {
                float amplitude = counts[i];
                if (!(amplitude >= 0) || Float.isInfinite(amplitude)) {
                    notNumbers[i]++;
                    continue;
                }
                float value = amplitude * amplitude;
                group[i] += value;
                least[i] = Math.min(least[i], value);
                most[i] = Math.max(most[i], value);
                if (value > 0 && value < unit) {
                    unit = value;
                }
            }
        }
        float[] totals = new float[pixels];
        for (float[] group : groups) {
            for (int i = 0; i < pixels; i++) {
                totals[i] += group[i];
            }
        }
        return new PixelCounts(taken, groups, totals, least, most, notNumbers, unit);
    }

    private static int[] sample(int count) {
        int n = Math.min(count, MOST_FRAMES);
        return IntStream.range(0, n).map(k -> (int) ((long) k * count / n)).toArray();
    }

    private static boolean hasCounts(float[] amplitudes) {
        for (float amplitude : amplitudes) {
            if (amplitude != 0) {
                return true;
            }
        }
        return false;
    }
}
