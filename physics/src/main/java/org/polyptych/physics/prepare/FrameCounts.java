package org.polyptych.physics.prepare;

import org.polyptych.physics.FramePass;
import org.polyptych.physics.Frames;

/**
 * Figures of every frame, over its good pixels.
 *
 * @param counts sum of the counts that are numbers
 * @param lit share of pixels with any count, 0 to 1
 * @param notNumbers pixels whose amplitude is NaN, infinite or negative
 */
record FrameCounts(double[] counts, double[] lit, int[] notNumbers) {

    /** Reads every frame once, by all processors. */
    static FrameCounts of(Frames frames, boolean[] mask) {
        int n = frames.count();
        FrameCounts all = new FrameCounts(new double[n], new double[n], new int[n]);
        int good = 0;
        for (boolean pixel : mask) {
            good += pixel ? 1 : 0;
        }
        int goodPixels = Math.max(1, good);
        FramePass.each(frames, (j, amplitudes) -> all.take(j, amplitudes, mask, goodPixels));
        return all;
    }

    private void take(int frame, float[] amplitudes, boolean[] mask, int goodPixels) {
        int bright = 0;
        int wrong = 0;
        double sum = 0;
        for (int i = 0; i < amplitudes.length; i++) {
            float amplitude = amplitudes[i];
            if (!mask[i]) {
                continue;
            }
            if (!(amplitude >= 0) || Float.isInfinite(amplitude)) {
                wrong++;
            } else if (amplitude > 0) {
                sum += (double) amplitude * amplitude;
                bright++;
            }
        }
        counts[frame] = sum;
        lit[frame] = (double) bright / goodPixels;
        notNumbers[frame] = wrong;
    }
}
