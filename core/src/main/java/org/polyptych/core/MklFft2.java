package org.polyptych.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * MKL on heap arrays, without copies. While a call runs, the arrays it works on are pinned; above {@link
 * #LARGEST_ON_HEAP} pixels that would hold off the garbage collector for long, so the image is copied to memory outside
 * the heap.
 */
final class MklFft2 implements Fft2 {
    private static final int LARGEST_ON_HEAP = 1024 * 1024;

    private final int rows;
    private final int columns;
    private final MklPlan plan;
    private final Arena arena;
    private final MemorySegment outsideRe;
    private final MemorySegment outsideIm;

    MklFft2(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        boolean large = (long) rows * columns > LARGEST_ON_HEAP;
        try (Opened opened = new Opened()) {
            this.plan = opened.add(MklPlan.of2d(rows, columns));
            this.arena = large ? opened.add(Arena.ofShared()) : null;
            this.outsideRe = large ? arena.allocate(ValueLayout.JAVA_FLOAT, (long) rows * columns) : null;
            this.outsideIm = large ? arena.allocate(ValueLayout.JAVA_FLOAT, (long) rows * columns) : null;
            opened.keep();
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void forward(float[] re, float[] im) {
        MklPlan.requireRoom(re, im, rows * columns);
        if (outsideRe == null) {
            plan.forward(MemorySegment.ofArray(re), MemorySegment.ofArray(im));
        } else {
            copyOut(re, im);
            plan.forward(outsideRe, outsideIm);
            copyIn(re, im);
        }
    }

    @Override
    public void inverse(float[] re, float[] im) {
        MklPlan.requireRoom(re, im, rows * columns);
        if (outsideRe == null) {
            plan.backward(MemorySegment.ofArray(re), MemorySegment.ofArray(im));
        } else {
            copyOut(re, im);
            plan.backward(outsideRe, outsideIm);
            copyIn(re, im);
        }
    }

    private void copyOut(float[] re, float[] im) {
        MemorySegment.copy(re, 0, outsideRe, ValueLayout.JAVA_FLOAT, 0, rows * columns);
        MemorySegment.copy(im, 0, outsideIm, ValueLayout.JAVA_FLOAT, 0, rows * columns);
    }

    private void copyIn(float[] re, float[] im) {
        MemorySegment.copy(outsideRe, ValueLayout.JAVA_FLOAT, 0, re, 0, rows * columns);
        MemorySegment.copy(outsideIm, ValueLayout.JAVA_FLOAT, 0, im, 0, rows * columns);
    }

    @Override
    public void close() {
        plan.close();
        if (arena != null && arena.scope().isAlive()) {
            arena.close();
        }
    }
}
