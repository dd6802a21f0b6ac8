package org.polyptych.physics.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Scan;

/**
 * Pixels of the detector that tell nothing, found by statistics over the frames. Rather misses one than takes a good
 * one:
 *
 * <ul>
 *   <li><b>not a number</b>: NaN, infinite or negative in half of the frames or more.
 *   <li><b>dead</b>: not one count in all frames, where at least 6 of its 8 neighbours have 25 or more if they are even;
 *       the more uneven they are, the more it takes.
 *   <li><b>stuck</b>: the same count, not zero, in every frame.
 *   <li><b>hot</b>: above its 24 neighbours by more than 10 times their own range, in the sum of all frames and in at
 *       least 6 of 8 interleaved parts of the scan. The direct beam of a wide, plain probe is as sharp as this, so the
 *       5 x 5 pixels around the zero frequency are never called hot. Elsewhere a peak of light has shoulders, unless
 *       the probe fills its array: in simulations, peaks are safe up to a plain probe of 0.85 of the array's width.
 * </ul>
 *
 * Frames without a count are not looked at; fewer than 16 frames say nothing about hot and stuck pixels.
 *
 * @param rows of the detector
 * @param columns of the detector
 * @param frames how many were looked at
 * @param notNumbers pixels, [row * columns + column], ascending, none of them masked before
 * @param dead likewise
 * @param stuck likewise
 * @param hot likewise
 */
public record BadPixels(int rows, int columns, int frames, int[] notNumbers, int[] dead, int[] stuck, int[] hot) {
    /** Below this many frames only NaN and dead pixels are looked for. */
    public static final int FEWEST_FRAMES = 16;

    private static final double LACKING = 25;
    private static final double PEAK = 10;
    private static final int MOST_PARTS_MISSED = 2;
    private static final int BEAM = 2;
    private static final double MOST_STUCK = 0.1;
    private static final double MOST_BAD = 0.05;

    /** Looks at the scan's frames, at most 1000 of them, one at a time. */
    public static BadPixels of(Scan scan) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        PixelCounts counts = PixelCounts.of(scan.frames());
        boolean[] good = scan.mask().clone();
        int[] notNumbers = take(good, i -> counts.frames() > 0 && 2 * counts.notNumbers()[i] >= counts.frames());
        boolean many = counts.frames() >= FEWEST_FRAMES;
        int[] stuck =
                many ? take(good, i -> counts.least()[i] == counts.most()[i] && counts.most()[i] > 0) : new int[0];
        if (stuck.length > MOST_STUCK * rows * columns) { // the frames are all the same
            for (int i : stuck) {
                good[i] = true;
            }
            stuck = new int[0];
        }
        Neighbours around = new Neighbours(rows, columns, good);
        int[] hot = many ? take(good.clone(), i -> isHot(counts, around, i, rows, columns)) : new int[0];
        int[] dead = take(
                good.clone(),
                i -> counts.totals()[i] == 0
                        && counts.notNumbers()[i] == 0
                        && around.lacking(counts.totals(), i) >= LACKING * counts.unit());
        return new BadPixels(rows, columns, counts.frames(), notNumbers, dead, stuck, hot);
    }

    private static boolean isHot(PixelCounts counts, Neighbours around, int pixel, int rows, int columns) {
        if (Math.abs(pixel / columns - rows / 2) <= BEAM && Math.abs(pixel % columns - columns / 2) <= BEAM) {
            return false;
        }
        if (!around.isAbove(counts.totals(), pixel, PEAK, counts.unit())) {
            return false;
        }
        int missed = 0;
        for (float[] group : counts.groups()) {
            missed += around.isAbove(group, pixel, PEAK, counts.unit()) ? 0 : 1;
        }
        return missed <= MOST_PARTS_MISSED;
    }

    /** The good pixels for which something holds; they are no longer good. */
    private static int[] take(boolean[] good, IntPredicate holds) {
        int[] taken = IntStream.range(0, good.length)
                .filter(i -> good[i] && holds.test(i))
                .toArray();
        for (int i : taken) {
            good[i] = false;
        }
        return taken;
    }

    public int count() {
        return notNumbers.length + dead.length + stuck.length + hot.length;
    }

    /** A pixel and what is wrong with it. */
    public record Pixel(int row, int column, String kind) {
        @Override
        public String toString() {
            return "(" + row + ", " + column + ") " + kind;
        }
    }

    /** All of them, by row and column. */
    public List<Pixel> list() {
        List<Pixel> all = new ArrayList<>();
        add(all, notNumbers, "not a number");
        add(all, dead, "dead");
        add(all, stuck, "stuck");
        add(all, hot, "hot");
        all.sort(Comparator.comparingInt(Pixel::row).thenComparingInt(Pixel::column));
        return all;
    }

    private void add(List<Pixel> all, int[] pixels, String kind) {
        for (int i : pixels) {
            all.add(new Pixel(i / columns, i % columns, kind));
        }
    }

    /** One line: {@code 3 hot, 1 dead: (12, 40) hot, ...} with at most so many places. */
    public String text(int places) {
        List<String> kinds = new ArrayList<>();
        count(kinds, hot, "hot");
        count(kinds, dead, "dead");
        count(kinds, stuck, "stuck");
        count(kinds, notNumbers, "not a number");
        if (kinds.isEmpty()) {
            return "none found";
        }
        List<String> where = list().stream().limit(places).map(Pixel::toString).toList();
        return String.join(", ", kinds) + ", at (row, column): " + String.join(", ", where)
                + (count() > places ? ", ... (" + (count() - places) + " more)" : "");
    }

    private static void count(List<String> kinds, int[] pixels, String kind) {
        if (pixels.length > 0) {
            kinds.add(pixels.length + " " + kind);
        }
    }

    /** More than one pixel in twenty: then it is the statistics that do not fit the data. */
    public boolean tooMany() {
        return count() > MOST_BAD * rows * columns;
    }

    /**
     * The mask without these pixels.
     *
     * @throws BadInputException if they are {@link #tooMany()}
     */
    public boolean[] removedFrom(boolean[] mask, String source) {
        if (tooMany()) {
            throw new BadInputException(source + ": data.mask=auto calls " + count() + " of " + rows * columns
                    + " pixels bad (" + text(3) + "), more than can be right; give a mask file and data.mask=file");
        }
        boolean[] left = mask.clone();
        for (int[] pixels : new int[][] {notNumbers, dead, stuck, hot}) {
            Arrays.stream(pixels).forEach(i -> left[i] = false);
        }
        return left;
    }
}
