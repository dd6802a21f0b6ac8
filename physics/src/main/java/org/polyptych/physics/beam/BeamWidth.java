package org.polyptych.physics.beam;

import org.polyptych.core.RealImage;

/**
 * Full widths at half maximum of a beam along the two axes, in metres: of the intensity summed over the other axis, which
 * is what the derivative of a knife-edge scan shows, between the outermost places where it crosses half of its maximum. Of
 * a ring that is its outer width, not that of its rim. A width of about a pixel is the frame's limit, not the beam's.
 *
 * @param y along the rows' axis, down
 * @param x to the right
 */
public record BeamWidth(double y, double x) {

    /** Of an intensity, with the size of its pixels in metres. */
    static BeamWidth of(RealImage intensity, double pixelHeight, double pixelWidth) {
        double[] down = new double[intensity.rows()];
        double[] right = new double[intensity.columns()];
        for (int i = 0; i < intensity.size(); i++) {
            down[i / intensity.columns()] += intensity.values()[i];
            right[i % intensity.columns()] += intensity.values()[i];
        }
        return new BeamWidth(halfMaximum(down) * pixelHeight, halfMaximum(right) * pixelWidth);
    }

    /** Between the outermost crossings of half the maximum, in samples, linear between samples. */
    static double halfMaximum(double[] profile) {
        double half = 0;
        for (double value : profile) {
            half = Math.max(half, value / 2);
        }
        int first = 0;
        while (profile[first] < half) {
            first++;
        }
        int last = profile.length - 1;
        while (profile[last] < half) {
            last--;
        }
        double from = first == 0 ? 0 : first - (profile[first] - half) / (profile[first] - profile[first - 1]);
        double to =
                last == profile.length - 1 ? last : last + (profile[last] - half) / (profile[last] - profile[last + 1]);
        return to - from;
    }
}
