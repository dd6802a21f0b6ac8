package org.polyptych.app;

import org.polyptych.core.ComplexImage;

/** A test pattern like those of nanofabrication: spokes of metal on a membrane, cut by rings. */
final class SiemensStar {
    private static final int SPOKES = 36;
    private static final double[] GAPS = {32, 62, 92};
    private static final double GAP_WIDTH = 4;
    private static final double INNER_RADIUS = 8;
    private static final double OUTER_RADIUS = 122;
    private static final double RIM_FROM = 128;
    private static final double RIM_TO = 140;

    /** Metal: absorption and phase in radians. */
    private static final double AMPLITUDE = 0.85;

    private static final double PHASE = -0.7;
    private static final int SAMPLES = 4;

    private SiemensStar() {}

    /** The transmission on {@code size x size} pixels, each averaged over a grid of points inside it. */
    static ComplexImage image(int size) {
        ComplexImage image = ComplexImage.zeros(size, size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double metal = covered(y - size / 2, x - size / 2);
                // The thickness is averaged, not the wave: edges of real structures slope.
                double amplitude = Math.pow(AMPLITUDE, metal);
                image.re()[y * size + x] = (float) (amplitude * Math.cos(PHASE * metal));
                image.im()[y * size + x] = (float) (amplitude * Math.sin(PHASE * metal));
            }
        }
        return image;
    }

    private static double covered(double y, double x) {
        int inside = 0;
        for (int sy = 0; sy < SAMPLES; sy++) {
            for (int sx = 0; sx < SAMPLES; sx++) {
                double py = y + (sy + 0.5) / SAMPLES - 0.5;
                double px = x + (sx + 0.5) / SAMPLES - 0.5;
                if (isMetal(Math.hypot(py, px), Math.atan2(py, px))) {
                    inside++;
                }
            }
        }
        return (double) inside / (SAMPLES * SAMPLES);
    }

    private static boolean isMetal(double radius, double angle) {
        if (radius >= RIM_FROM && radius < RIM_TO) {
            return true;
        }
        if (radius < INNER_RADIUS || radius > OUTER_RADIUS) {
            return false;
        }
        for (double gap : GAPS) {
            if (Math.abs(radius - gap) < GAP_WIDTH / 2) {
                return false;
            }
        }
        return Math.sin(SPOKES * angle) > 0;
    }
}
