package org.polyptych.core;

import java.lang.foreign.MemorySegment;

/** Rows and columns by MKL's one-dimensional transforms, many in a call. */
final class MklFftPasses implements FftPasses {
    private final int rows;
    private final int columns;
    private final int parts;
    private final MklPlan[] rowPlans;
    private final MklPlan[] columnPlans;

    MklFftPasses(int rows, int columns, int parts) {
        this.rows = rows;
        this.columns = columns;
        this.parts = Math.min(parts, Math.min(rows, columns));
        this.rowPlans = new MklPlan[this.parts];
        this.columnPlans = new MklPlan[this.parts];
        try (Opened opened = new Opened()) {
            for (int p = 0; p < this.parts; p++) {
                rowPlans[p] = opened.add(MklPlan.of1d(columns, firstRow(p + 1) - firstRow(p), 1, columns));
                columnPlans[p] = opened.add(MklPlan.of1d(rows, firstColumn(p + 1) - firstColumn(p), columns, 1));
            }
            opened.keep();
        }
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public int firstRow(int part) {
        return rows * part / parts;
    }

    private int firstColumn(int part) {
        return columns * part / parts;
    }

    @Override
    public void rowsForward(int part, float[] re, float[] im) {
        MklPlan.requireRoom(re, im, rows * columns);
        rowPlans[part].forward(from(re, firstRow(part) * columns), from(im, firstRow(part) * columns));
    }

    @Override
    public void columnsForward(int part, float[] re, float[] im) {
        MklPlan.requireRoom(re, im, rows * columns);
        columnPlans[part].forward(from(re, firstColumn(part)), from(im, firstColumn(part)));
    }

    @Override
    public void columnsInverse(int part, float[] re, float[] im) {
        MklPlan.requireRoom(re, im, rows * columns);
        columnPlans[part].backward(from(re, firstColumn(part)), from(im, firstColumn(part)));
    }

    @Override
    public void rowsInverse(int part, float[] re, float[] im) {
        MklPlan.requireRoom(re, im, rows * columns);
        rowPlans[part].backward(from(re, firstRow(part) * columns), from(im, firstRow(part) * columns));
    }

    private static MemorySegment from(float[] array, int first) {
        return MemorySegment.ofArray(array).asSlice((long) first * Float.BYTES);
    }

    @Override
    public void close() {
        for (int p = 0; p < parts; p++) {
            rowPlans[p].close();
            columnPlans[p].close();
        }
    }
}
