package org.polyptych.app.report;

import java.util.function.DoubleUnaryOperator;

/**
 * From a number in 0 to 1 to a colour, in steps that look equal: each map is a path through OKLab, cut into pieces of
 * equal length.
 */
public enum ColorMap {
    /** Black to white. */
    GREY(t -> 0.98 * t + 0.02, t -> 0, t -> 0),

    /** Dark violet over blue and green to light yellow; lightness rises all the way. */
    DUSK(t -> 0.16 + 0.80 * t, t -> 0.075 + 0.115 * Math.sin(Math.PI * Math.pow(t, 0.9)), t -> 300 - 200 * t),

    /** Near black over violet, red and orange to light yellow: for counts. */
    EMBER(t -> 0.08 + 0.90 * t, t -> 0.03 + 0.17 * Math.sin(Math.PI * Math.pow(t, 0.85)), t -> 300 + 165 * t),

    /** For angles: light at both ends, dark in the middle, blue on the way down and red on the way up. */
    CYCLE(
            t -> 0.57 + 0.33 * Math.cos(2 * Math.PI * t),
            t -> 0.17 * Math.abs(Math.sin(2 * Math.PI * t)),
            t -> t < 0.5 ? 255 : 30);

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
