package org.polyptych.physics.prepare;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;

/**
 * A rectangle on the specimen, in metres, borders included; +y is down, +x is right.
 *
 * @param fromY upper border, minus infinity where open
 * @param toY lower border, infinity where open
 * @param fromX left border
 * @param toX right border
 */
public record Region(double fromY, double toY, double fromX, double toX) {
    /** The word for no restriction. */
    public static final String ALL = "all";

    private static final double MICROMETRE = 1e-6;

    /**
     * Reads {@code y0:y1,x0:x1} in micrometres, such as {@code -1:1,0:2.5}; an end left out is open; {@code all} is
     * everywhere.
     *
     * @throws BadInputException starting with the word region
     */
    public static Region parse(String typed) {
        String text = typed.replaceAll("\\s", "");
        if (text.equals(ALL)) {
            return new Region(
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY);
        }
        String[] axes = text.split(",", -1);
        if (axes.length != 2) {
            throw malformed(typed);
        }
        double[] y = axis(axes[0], "y", typed);
        double[] x = axis(axes[1], "x", typed);
        return new Region(y[0], y[1], x[0], x[1]);
    }

    private static double[] axis(String text, String name, String typed) {
        String[] ends = text.split(":", -1);
        if (ends.length != 2) {
            throw malformed(typed);
        }
        double from = end(ends[0], Double.NEGATIVE_INFINITY, typed);
        double to = end(ends[1], Double.POSITIVE_INFINITY, typed);
        if (!(from < to)) {
            throw new BadInputException(
                    "region '" + typed + "': in " + name + " the first end must be below the second");
        }
        return new double[] {from, to};
    }

    private static double end(String text, double open, String typed) {
        if (text.isEmpty()) {
            return open;
        }
        try {
            double value = Double.parseDouble(text) * MICROMETRE;
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like any other mistake
        }
        throw malformed(typed);
    }

    private static BadInputException malformed(String typed) {
        return new BadInputException("region '" + typed
                + "' must be 'all' or y0:y1,x0:x1 in um, such as -1:1,0:2.5 (an end may be left out)");
    }

    /** The frames whose positions lie inside, ascending. */
    public int[] frames(Positions positions) {
        return IntStream.range(0, positions.count())
                .filter(j -> positions.y()[j] >= fromY
                        && positions.y()[j] <= toY
                        && positions.x()[j] >= fromX
                        && positions.x()[j] <= toX)
                .toArray();
    }

    /** Where positions lie, as this class would read it: for messages. */
    static String span(Positions positions) {
        DoubleSummaryStatistics y = Arrays.stream(positions.y()).summaryStatistics();
        DoubleSummaryStatistics x = Arrays.stream(positions.x()).summaryStatistics();
        return String.format(
                Locale.ROOT,
                "%.4g:%.4g,%.4g:%.4g",
                y.getMin() / MICROMETRE,
                y.getMax() / MICROMETRE,
                x.getMin() / MICROMETRE,
                x.getMax() / MICROMETRE);
    }
}
