package org.polyptych.neural.sampling;

import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.engines.Problem;
import org.polyptych.engines.RunSettings;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Specimen;

/**
 * Where an object lies among the pixels that a prior is asked for: what is sought of it in the middle, with a margin where that
 * is smaller than the patches that the prior knows. What lies in the margin the data do not see.
 *
 * @param rows of the prior's pixels
 * @param columns of the same
 * @param top row of them on which the object's first row lies; below 0 where the prior is not asked for that row
 * @param left column of them on which its first column lies, likewise
 * @param objectRows of the object
 * @param objectColumns of the object
 */
public record Canvas(int rows, int columns, int top, int left, int objectRows, int objectColumns) {
    /** Of the rim that no frame sees, this much is left out at each edge, if it has no more. */
    private static final int NARROW = 4;

    /** The smallest that holds an object and a patch. */
    public static Canvas of(int objectRows, int objectColumns, int side) {
        return of(objectRows, objectColumns, new Part(0, objectRows, 0, objectColumns), side);
    }

    /**
     * The smallest that holds a patch and the object without a narrow rim that no frame sees, unless frames may move. For the
     * sake of that rim, a prior of 128 pixels would be asked for four patches where 128 pixels were scanned.
     */
    public static Canvas of(Problem problem, int side) {
        Specimen object = problem.specimen();
        RunSettings run = problem.settings();
        boolean moving = run.positions().refine()
                || run.geometry().refines()
                || problem.conditions().motion() != null;
        return moving
                ? of(object.rows(), object.columns(), side)
                : of(object.rows(), object.columns(), Part.seen(problem), side);
    }

    private static Canvas of(int objectRows, int objectColumns, Part part, int side) {
        int rows = Math.max(part.rows(), side);
        int columns = Math.max(part.columns(), side);
        return new Canvas(
                rows,
                columns,
                (rows - part.rows()) / 2 - part.top(),
                (columns - part.columns()) / 2 - part.left(),
                objectRows,
                objectColumns);
    }

    /** Of the object. */
    private record Part(int top, int rows, int left, int columns) {
        static Part seen(Problem problem) {
            int high = problem.probe().rows();
            int wide = problem.probe().columns();
            FramePlacements places =
                    FramePlacements.of(problem.specimen(), problem.scan().positions(), high, wide, false);
            IntSummaryStatistics tops =
                    IntStream.range(0, places.count()).map(places::top).summaryStatistics();
            IntSummaryStatistics lefts =
                    IntStream.range(0, places.count()).map(places::left).summaryStatistics();
            Specimen object = problem.specimen();
            int top = first(tops.getMin());
            int left = first(lefts.getMin());
            return new Part(
                    top,
                    last(tops.getMax() + high, object.rows()) - top,
                    left,
                    last(lefts.getMax() + wide, object.columns()) - left);
        }

        private static int first(int seen) {
            return seen <= NARROW ? seen : 0;
        }

        private static int last(int seen, int length) {
            return length - seen <= NARROW ? seen : length;
        }
    }

    /** Puts the object in its place among pixels of the prior. */
    public void put(ComplexImage object, ComplexImage all) {
        for (int y = firstRow(); y < lastRow(); y++) {
            int from = y * objectColumns + firstColumn();
            int to = (top + y) * columns + left + firstColumn();
            System.arraycopy(object.re(), from, all.re(), to, common());
            System.arraycopy(object.im(), from, all.im(), to, common());
        }
    }

    /** Takes the object out; what the prior is not asked for stays as it is. */
    public void take(ComplexImage all, ComplexImage object) {
        for (int y = firstRow(); y < lastRow(); y++) {
            int from = (top + y) * columns + left + firstColumn();
            int to = y * objectColumns + firstColumn();
            System.arraycopy(all.re(), from, object.re(), to, common());
            System.arraycopy(all.im(), from, object.im(), to, common());
        }
    }

    private int firstRow() {
        return Math.max(0, -top);
    }

    /** The one behind it. */
    private int lastRow() {
        return Math.min(objectRows, rows - top);
    }

    private int firstColumn() {
        return Math.max(0, -left);
    }

    private int common() {
        return Math.min(objectColumns, columns - left) - firstColumn();
    }
}
