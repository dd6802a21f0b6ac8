package org.polyptych.app.report;

import java.util.Locale;

/**
 * A bar of a round length (1, 2 or 5 times a power of ten).
 *
 * @param metres its length
 * @param pixels its length on the picture
 */
record ScaleBar(double metres, double pixels) {
    private static final double ROUNDING = 1e-9;

    /**
     * The longest round bar that is at most the given number of pixels long.
     *
     * @param metresPerPixel of the picture
     */
    static ScaleBar fit(double metresPerPixel, double mostPixels) {
        double most = metresPerPixel * mostPixels * (1 + ROUNDING);
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double length = most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
        return new ScaleBar(length, length / metresPerPixel);
    }

    /** The length in Å below 1 nm, else nm, µm or mm. */
    String label() {
        if (metres < 0.9999e-9) {
            return number(metres * 1e10) + " Å";
        }
        if (metres < 0.9999e-6) {
            return number(metres * 1e9) + " nm";
        }
        if (metres < 0.9999e-3) {
            return number(metres * 1e6) + " µm";
        }
        return number(metres * 1e3) + " mm";
    }

    private static String number(double value) {
        double rounded = Math.rint(value * 1e6) / 1e6;
        return rounded == Math.rint(rounded) ? String.format(Locale.ROOT, "%.0f", rounded) : Double.toString(rounded);
    }
}
