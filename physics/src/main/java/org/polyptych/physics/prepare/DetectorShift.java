package org.polyptych.physics.prepare;

import org.polyptych.core.ComplexImage;

/** A shift of far-field patterns along both axes, which is a ramp of the phase of the probe. */
final class DetectorShift {
    private DetectorShift() {}

    /**
     * Multiplies a probe by exp(2 pi i p (y / rows + x / columns)), with y and x from its middle pixel on.
     *
     * @param pixels p, how far its pattern moves to larger rows and columns
     */
    static void apply(ComplexImage probe, double pixels) {
        int rows = probe.rows();
        int columns = probe.columns();
        for (int y = 0, i = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++, i++) {
                double phase =
                        2 * Math.PI * pixels * ((double) (y - rows / 2) / rows + (double) (x - columns / 2) / columns);
                double re = probe.re()[i] * Math.cos(phase) - probe.im()[i] * Math.sin(phase);
                probe.im()[i] = (float) (probe.re()[i] * Math.sin(phase) + probe.im()[i] * Math.cos(phase));
                probe.re()[i] = (float) re;
            }
        }
    }
}
