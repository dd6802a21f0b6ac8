package org.polyptych.app.inspect;

import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;

/**
 * The counts of a scan, masked pixels left out.
 *
 * @param mean counts a frame
 * @param min of the darkest frame
 * @param max of the brightest frame
 * @param brightestPixel the most counts in one pixel of one frame
 * @param deadFrames frames without a single count
 * @param maskedPixels of the detector
 */
public record Brightness(double mean, double min, double max, double brightestPixel, int deadFrames, int maskedPixels) {

    /** Reads every frame once. */
    public static Brightness of(Scan scan) {
        Frames frames = scan.frames();
        float[] buffer = new float[frames.rows() * frames.columns()];
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = 0;
        double brightest = 0;
        int dead = 0;
        for (int j = 0; j < frames.count(); j++) {
            frames.read(new int[] {j}, buffer);
            double counts = 0;
            for (int i = 0; i < buffer.length; i++) {
                if (scan.mask()[i]) {
                    double value = (double) buffer[i] * buffer[i];
                    counts += value;
                    brightest = Math.max(brightest, value);
                }
            }
            sum += counts;
            min = Math.min(min, counts);
            max = Math.max(max, counts);
            dead += counts == 0 ? 1 : 0;
        }
        int masked = 0;
        for (boolean good : scan.mask()) {
            masked += good ? 0 : 1;
        }
        return new Brightness(sum / frames.count(), min, max, brightest, dead, masked);
    }
}
