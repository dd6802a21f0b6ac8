package org.polyptych.physics;

import java.util.Arrays;

/** How wide a beam is. */
public final class ProbeWidth {
    private ProbeWidth() {}

    /**
     * Full width at half maximum: diameter of a disc as large as the area where the intensity, summed over modes, is
     * above half its maximum. In metres.
     */
    public static double halfMaximum(Probe probe, double pixelHeight, double pixelWidth) {
        double[] intensity = new double[probe.rows() * probe.columns()];
        for (int m = 0; m < probe.modes(); m++) {
            for (int i = 0; i < intensity.length; i++) {
                double re = probe.mode(m).re()[i];
                double im = probe.mode(m).im()[i];
                intensity[i] += re * re + im * im;
            }
        }
        double half = Arrays.stream(intensity).max().orElse(0) / 2;
        long pixels = Arrays.stream(intensity).filter(v -> v > half).count();
        return 2 * Math.sqrt(pixels * pixelHeight * pixelWidth / Math.PI);
    }
}
