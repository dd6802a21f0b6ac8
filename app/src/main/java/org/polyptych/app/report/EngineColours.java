package org.polyptych.app.report;

import java.awt.Color;

/** A colour for each engine of a comparison; told apart by the colour-blind, too (after Okabe and Ito). */
final class EngineColours {
    private static final int[] COLOURS = {0x0072B2, 0xD55E00, 0x009E73, 0xB0468C, 0xC79400, 0x3FA3DD, 0x6B4C9A, 0x4D4D4D
    };
    private static final float[][] DASHES = {{}, {9, 4}, {3, 3}, {10, 3, 2, 3}};

    private EngineColours() {}

    static Color of(int engine) {
        return new Color(COLOURS[engine % COLOURS.length]);
    }

    /** As in a style sheet. */
    static String css(int engine) {
        return String.format("#%06x", COLOURS[engine % COLOURS.length]);
    }

    /** Lines of one colour differ in this. */
    static float[] dash(int engine) {
        return DASHES[engine / COLOURS.length % DASHES.length];
    }
}
