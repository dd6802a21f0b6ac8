package org.polyptych.neural.stitch;

import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;

/**
 * Weighted shift-and-add of patches that lie anywhere on a canvas, also between its pixels:
 * O(r) = sum_j w(r - r_j) o_j(r - r_j) / sum_j w(r - r_j), with o_j interpolated between its pixels and w the window about
 * its middle pixel. At every place patches are added in the order in which they come, so that the sum does not depend on the
 * number of threads.
 */
public final class Stitching {
    /** Rows of the canvas that one thread does at a time. */
    private static final int BAND = 8;

    /** Of positions, in pixels. */
    private static final double ROUNDING = 1e-6;

    private final Window window;
    private final Between between;
    private final ComplexImage sum;
    private final float[] weight;
    private boolean[] inside = new boolean[0];
    private int insideColumns;

    /** A patch whose middle pixel (rows / 2, columns / 2) lies on the canvas at a row and column with fractions. */
    public record Placed(ComplexImage patch, double row, double column) {}

    /** On an empty canvas. */
    public Stitching(int rows, int columns, Window window, Between between) {
        this.window = window;
        this.between = between;
        this.sum = ComplexImage.zeros(rows, columns);
        this.weight = new float[sum.size()];
    }

    /**
     * A copy on a larger canvas.
     *
     * @param top rows above the first one
     * @param left columns in front of the first one
     */
    public Stitching enlarged(int rows, int columns, int top, int left) {
        Stitching larger = new Stitching(rows, columns, window, between);
        for (int y = 0; y < sum.rows(); y++) {
            int from = y * sum.columns();
            int to = (top + y) * columns + left;
            System.arraycopy(sum.re(), from, larger.sum.re(), to, sum.columns());
            System.arraycopy(sum.im(), from, larger.sum.im(), to, sum.columns());
            System.arraycopy(weight, from, larger.weight, to, sum.columns());
        }
        return larger;
    }

    /**
     * Adds a patch whose middle pixel (rows / 2, columns / 2) lies on the canvas at a row and column with fractions. What
     * falls beside the canvas is lost; places whose neighbours between which they lie are not all in the patch and its window
     * do not count, so that nothing outside of the window does.
     */
    public void add(ComplexImage patch, double row, double column) {
        look(patch.rows(), patch.columns());
        add(new Placed(patch, row, column), 0, sum.rows());
    }

    /** Adds patches of one size as one after the other, each thread to rows of its own. */
    public void addAll(List<Placed> patches, Parallel parallel) {
        if (patches.isEmpty()) {
            return;
        }
        look(patches.getFirst().patch().rows(), patches.getFirst().patch().columns());
        double least = patches.stream().mapToDouble(Placed::row).min().orElseThrow() - window.reach();
        double most = patches.stream().mapToDouble(Placed::row).max().orElseThrow() + window.reach();
        int from = (int) Math.clamp(Math.floor(least), 0, sum.rows());
        int to = (int) Math.clamp(Math.ceil(most) + 1, from, sum.rows());
        parallel.forEach(Math.ceilDiv(to - from, BAND), band -> {
            int top = from + band * BAND;
            patches.forEach(placed -> add(placed, top, Math.min(to, top + BAND)));
        });
    }

    /** To these rows of the canvas alone. */
    private void add(Placed placed, int fromRow, int toRow) {
        ComplexImage patch = placed.patch();
        double row = placed.row();
        double column = placed.column();
        double reach = window.reach();
        int firstRow = (int) Math.max(fromRow, Math.ceil(row - reach));
        int lastRow = (int) Math.min(toRow - 1.0, Math.floor(row + reach));
        if (firstRow > lastRow) {
            return;
        }
        int firstColumn = (int) Math.max(0, Math.ceil(column - reach));
        int lastColumn = (int) Math.min(sum.columns() - 1.0, Math.floor(column + reach));
        // the same fraction for all pixels of the canvas
        double top = row - patch.rows() / 2;
        double left = column - patch.columns() / 2;
        int wholeTop = wholeBelow(top);
        int wholeLeft = wholeBelow(left);
        float[] rowTaps = new float[4];
        float[] columnTaps = new float[4];
        between.fill(fraction(wholeTop - top), rowTaps);
        between.fill(fraction(wholeLeft - left), columnTaps);
        for (int y = firstRow; y <= lastRow; y++) {
            for (int x = firstColumn; x <= lastColumn; x++) {
                double w = window.weight(y - row, x - column);
                if (w > 0) {
                    addAt(patch, y - wholeTop, x - wholeLeft, rowTaps, columnTaps, y * sum.columns() + x, (float) w);
                }
            }
        }
    }

    /** Which pixels of patches of this size are in the window. */
    private void look(int rows, int columns) {
        if (inside.length == rows * columns && insideColumns == columns) {
            return;
        }
        inside = new boolean[rows * columns];
        insideColumns = columns;
        for (int i = 0; i < inside.length; i++) {
            inside[i] = window.weight(i / columns - rows / 2, i % columns - columns / 2) > 0;
        }
    }

    /** The least whole number that is not below; fractions that are rounding alone are none. */
    private static int wholeBelow(double value) {
        double nearest = Math.rint(value);
        return (int) (Math.abs(value - nearest) < ROUNDING ? nearest : Math.ceil(value));
    }

    /** One that is rounding alone is none, so that it does not ask for a neighbour that is not in the window. */
    private static double fraction(double value) {
        return Math.abs(value) < ROUNDING ? 0 : value;
    }

    private void addAt(ComplexImage patch, int y, int x, float[] rowTaps, float[] columnTaps, int to, float w) {
        float re = 0;
        float im = 0;
        for (int a = 0; a < 4; a++) {
            if (rowTaps[a] == 0) {
                continue;
            }
            int row = y + a - 1;
            if (row < 0 || row >= patch.rows()) {
                return;
            }
            for (int b = 0; b < 4; b++) {
                float tap = rowTaps[a] * columnTaps[b];
                if (tap == 0) {
                    continue;
                }
                int column = x + b - 1;
                if (column < 0 || column >= patch.columns()) {
                    return;
                }
                int i = row * patch.columns() + column;
                if (!inside[i]) {
                    return;
                }
                re += tap * patch.re()[i];
                im += tap * patch.im()[i];
            }
        }
        sum.re()[to] += w * re;
        sum.im()[to] += w * im;
        weight[to] += w;
    }

    /** Where patches count. */
    public boolean[] covered() {
        boolean[] covered = new boolean[weight.length];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = weight[i] > 0;
        }
        return covered;
    }

    /** The image, and what is given where no patch counts. */
    public ComplexImage image(float otherwiseRe, float otherwiseIm) {
        ComplexImage image = ComplexImage.constant(sum.rows(), sum.columns(), otherwiseRe, otherwiseIm);
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] > 0) {
                image.re()[i] = sum.re()[i] / weight[i];
                image.im()[i] = sum.im()[i] / weight[i];
            }
        }
        return image;
    }
}
