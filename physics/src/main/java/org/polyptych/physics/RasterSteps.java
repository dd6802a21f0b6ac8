package org.polyptych.physics;

import java.util.function.IntUnaryOperator;

/**
 * The step of a whole-pixel raster: the largest by which all positions are congruent, in each direction.
 *
 * @param down rows of a step; 0 if all frames lie in one row
 * @param right columns of a step; 0 if all frames lie in one column
 * @param why nothing can move between object and probe, in words; empty if something can
 */
public record RasterSteps(int down, int right, String why) {
    /** Steps that must fit on the object, so that a median over them says something. */
    private static final int FEWEST_TILES = 3;

    /**
     * @param placements of all frames
     * @param rows of a frame
     * @param columns of a frame
     */
    public static RasterSteps of(FramePlacements placements, int rows, int columns) {
        int count = placements.count();
        int down = step(count, placements::top);
        int right = step(count, placements::left);
        return new RasterSteps(
                down,
                right,
                why(
                        placements,
                        down,
                        right,
                        reach(count, placements::top, rows),
                        reach(count, placements::left, columns)));
    }

    private static String why(FramePlacements placements, int down, int right, int height, int width) {
        if (!placements.whole()) {
            return "positions lie on fractions of a pixel, so the scan is no whole-pixel raster";
        }
        if (down == 0 || right == 0) {
            return "the frames lie in one line, so the scan is no raster";
        }
        if (down == 1 && right == 1) {
            return "the positions have no step of more than one pixel in common, so the scan is no raster";
        }
        if (height < FEWEST_TILES * down || width < FEWEST_TILES * right) {
            return "fewer than " + FEWEST_TILES + " steps of the raster (" + down + " x " + right
                    + " pixels) fit on the scanned " + height + " x " + width + " pixels";
        }
        return "";
    }

    /** True if s-periodic factors can move between object and probe. */
    public boolean ambiguous() {
        return why.isEmpty();
    }

    /** The greatest common divisor of all distances from the first frame. */
    private static int step(int count, IntUnaryOperator at) {
        int step = 0;
        for (int j = 1; j < count; j++) {
            int distance = Math.abs(at.applyAsInt(j) - at.applyAsInt(0));
            while (distance != 0) {
                int rest = step % distance;
                step = distance;
                distance = rest;
            }
        }
        return step;
    }

    private static int reach(int count, IntUnaryOperator at, int side) {
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int j = 0; j < count; j++) {
            least = Math.min(least, at.applyAsInt(j));
            most = Math.max(most, at.applyAsInt(j));
        }
        return most - least + side;
    }
}
