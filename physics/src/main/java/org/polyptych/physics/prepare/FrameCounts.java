package org.polyptych.physics.prepare;

import org.polyptych.physics.Frames;

/**
 * Figures of every frame, over its good pixels.
 *
 * @param counts sum of the counts that are numbers
 * @param lit share of pixels with any count, 0 to 1
 * @param notNumbers pixels whose amplitude is NaN, infinite or negative
 */
record FrameCounts(double[] counts, double[] lit, int[] notNumbers) {

    /** Reads every frame once, one at a time. */
    static FrameCounts of(Frames frames, boolean[] mask) {
        int n = frames.count();
        FrameCounts all = new FrameCounts(new double[n], new double[n], new int[n]);
        int good = 0;
        for (boolean pixel : mask) {
            good += pixel ? 1 : 0;
        }
        float[] amplitudes = new float[frames.rows() * frames.columns()];
        for (int j = 0; j < n; j++) {
            frames.read(new int[] {j}, amplitudes);
            int lit = 0;
            for (int i = 0; i < amplitudes.length; i++) {
                float amplitude = amplitudes[i];
                if (!mask[i]) {
                    continue;
                }
                if (!(amplitude >= 0) || Float.isInfinite(amplitude)) {
                    all.notNumbers[j]++;
                } else if (amplitude > 0) {
                    all.counts[j] += (double) amplitude * amplitude;
                    lit++;
                }
            }
            all.lit[j] = (double) lit / Math.max(1, good);
        }
        return all;
    }
}
