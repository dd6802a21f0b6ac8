package org.polyptych.physics.simulation.objects;

import java.util.HashMap;
import java.util.Map;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.settings.Setting;

/**
 * Spokes and letters at several contrasts: four quarters, each with a fan of spokes and a line of letters, of thickness
 * 1, 1/2, 1/4 and 1/8. What is resolved at which contrast can be seen at a glance.
 */
public record Letters(
        @Setting(value = "0", doc = "side of a quarter in pixels; 0: a third of the object's smaller side")
        double quarter,

        @Setting(value = "0.9", doc = "amplitude behind the thickest, above 0 and at most 1")
        double amplitude,

        @Setting(value = "-1.2", doc = "phase behind the thickest in rad")
        double phase)
        implements TestObject {
    private static final int FAN = 24;
    private static final String[] WORDS = {"POLY", "PTYCH", "PHASE", "FAINT"};

    /** Thickness of the upper left, upper right, lower left and lower right quarter. */
    private static final double[] CONTRASTS = {1, 0.5, 0.25, 0.125};

    /** Seven rows of five dots, the highest bit on the left. */
    private static final Map<Character, int[]> DOTS = new HashMap<>();

    static {
        DOTS.put('A', new int[] {14, 17, 17, 31, 17, 17, 17});
        DOTS.put('C', new int[] {14, 17, 16, 16, 16, 17, 14});
        DOTS.put('E', new int[] {31, 16, 16, 30, 16, 16, 31});
        DOTS.put('F', new int[] {31, 16, 16, 30, 16, 16, 16});
        DOTS.put('H', new int[] {17, 17, 17, 31, 17, 17, 17});
        DOTS.put('I', new int[] {14, 4, 4, 4, 4, 4, 14});
        DOTS.put('L', new int[] {16, 16, 16, 16, 16, 16, 31});
        DOTS.put('N', new int[] {17, 25, 25, 21, 19, 19, 17});
        DOTS.put('O', new int[] {14, 17, 17, 17, 17, 17, 14});
        DOTS.put('P', new int[] {30, 17, 17, 30, 16, 16, 16});
        DOTS.put('S', new int[] {15, 16, 16, 14, 1, 1, 30});
        DOTS.put('T', new int[] {31, 4, 4, 4, 4, 4, 4});
        DOTS.put('Y', new int[] {17, 17, 10, 4, 4, 4, 4});
    }

    public Letters {
        if (!(quarter >= 0)) {
            throw new IllegalArgumentException("quarter must be 0 or more, got " + quarter);
        }
        Drawing.checkTransmission(amplitude, phase);
    }

    @Override
    public ComplexImage image(int rows, int columns, int scale, long seed) {
        double side = quarter > 0 ? quarter : Math.min(rows, columns) / (3.0 * scale);
        return Drawing.transmission(
                Drawing.of(rows, columns, scale, (y, x) -> thickness(y / side, x / side)), amplitude, phase);
    }

    /** At a point in units of a quarter's side. */
    private static double thickness(double y, double x) {
        if (Math.abs(y) >= 1 || Math.abs(x) >= 1) {
            return 0;
        }
        int which = (y < 0 ? 0 : 2) + (x < 0 ? 0 : 1);
        double down = y < 0 ? y + 1 : y;
        double right = x < 0 ? x + 1 : x;
        boolean there = down < 0.68 ? isSpoke(down - 0.36, right - 0.5) : isLetter(WORDS[which], down - 0.72, right);
        return there ? CONTRASTS[which] : 0;
    }

    private static boolean isSpoke(double y, double x) {
        double radius = Math.hypot(y, x);
        return radius > 0.03 && radius < 0.3 && Math.sin(FAN * Math.atan2(y, x)) > 0;
    }

    /** A line of letters 0.2 high, from 0.06 on. */
    private static boolean isLetter(String word, double y, double x) {
        double dot = 0.2 / 7;
        int row = (int) Math.floor(y / dot);
        int column = (int) Math.floor((x - 0.06) / dot);
        int letter = Math.floorDiv(column, 6);
        int within = Math.floorMod(column, 6);
        if (row < 0 || row > 6 || letter < 0 || letter >= word.length() || within > 4) {
            return false;
        }
        return (DOTS.get(word.charAt(letter))[row] >> (4 - within) & 1) == 1;
    }
}
