package org.polyptych.app.report;

import java.util.function.DoubleUnaryOperator;

/**
 * From a number in 0 to 1 to a colour, in steps that look equal: each map is a path through OKLab, cut into pieces of
 * equal length. The chroma is held to what an sRGB screen can show along the whole path.
 */
public enum ColorMap {
    /** Black to white. */
    GREY(t -> 0.12 + 0.88 * t, t -> 0, t -> 0),

    /** Dark violet over blue and green to light yellow; lightness rises all the way. */
    DUSK(
            t -> 0.16 + 0.80 * t,
            t -> 0.08 + 0.075 * Math.pow(Math.sin(Math.PI * Math.max(0, t - 0.45) / 0.55), 4),
            t -> 300 - 200 * t),

    /** Near black over violet, red and orange to light yellow: for counts. */
    EMBER(
            t -> 0.08 + 0.90 * t,
            t -> 0.025 + 0.145 * Math.pow(Math.max(0, Math.sin(Math.PI * t)), 1.3),
            t -> 300 + 165 * t),

    /**
     * For angles, -pi at 0 and pi at 1: blue at 0 rad, red at pi, dark at -pi/2, light at pi/2, so that phases about 0
     * differ most in lightness.
     */
    CYCLE(
            t -> 0.57 - 0.33 * Math.sin(2 * Math.PI * t),
            t -> 0.14 * Math.abs(Math.cos(2 * Math.PI * t)),
            t -> t > 0.25 && t < 0.75 ? 255 : 30);

    private static final int SIZE = 1024;
    private static final int FINE = 8192;

    /** Lightness and chroma of the circle of hues at full brightness; every hue of it can be shown. */
    private static final double WHEEL_LIGHTNESS = 0.75;

    private static final double WHEEL_CHROMA = 0.122;

    private final int[] table;

    ColorMap(DoubleUnaryOperator lightness, DoubleUnaryOperator chroma, DoubleUnaryOperator hueDegrees) {
        double[] length = new double[FINE + 1];
        double[] before = null;
        for (int k = 0; k <= FINE; k++) {
            double t = (double) k / FINE;
            double h = Math.toRadians(hueDegrees.applyAsDouble(t));
            double c = chroma.applyAsDouble(t);
            double[] here = {lightness.applyAsDouble(t), c * Math.cos(h), c * Math.sin(h)};
            if (before != null) {
                length[k] = length[k - 1]
                        + Math.sqrt(Math.pow(here[0] - before[0], 2)
                                + Math.pow(here[1] - before[1], 2)
                                + Math.pow(here[2] - before[2], 2));
            }
            before = here;
        }
        table = new int[SIZE];
        int k = 0;
        for (int i = 0; i < SIZE; i++) {
            double wanted = length[FINE] * i / (SIZE - 1);
            while (k < FINE && length[k + 1] < wanted) {
                k++;
            }
            double t = (double) k / FINE;
            table[i] = OkLab.rgb(
                    lightness.applyAsDouble(t), chroma.applyAsDouble(t), Math.toRadians(hueDegrees.applyAsDouble(t)));
        }
    }

    /** The colour 0xRRGGBB of a number; below 0 that of 0, above 1 that of 1. */
    public int rgb(double t) {
        return table[(int) Math.round(Math.clamp(t, 0.0, 1.0) * (SIZE - 1))];
    }

    /**
     * The colour of a complex number: phase as hue, at one lightness all round, amplitude as brightness.
     *
     * @param brightness 0 to 1
     * @param phase in radians
     */
    public static int complexRgb(double brightness, double phase) {
        double b = Math.clamp(brightness, 0.0, 1.0);
        return OkLab.rgb(WHEEL_LIGHTNESS * b, WHEEL_CHROMA * b, phase + Math.toRadians(30));
    }
}
