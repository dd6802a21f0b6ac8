package org.polyptych.engines.lsqml;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RunningMax;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.physics.FramePlacements;

/**
 * The direction that a batch gives the object,
 *
 * <pre>Delta O = sum conj(P) chi / sqrt(W^2 + (0.1 max W)^2),  W = sum |P|^2,</pre>
 *
 * with sums over the frames of the batch and all modes. Made on the rectangle that the batch covers, a band of rows at a
 * time: a thread adds what all frames have on its band, in their order.
 */
final class ObjectDirection {
    private static final float FLOOR = 0.1f;
    private static final int ROWS_A_BAND = 8;

    private final FramePlacements placements;
    private final Parallel parallel;
    private final ComplexImage object;
    private final ComplexImage sum;
    private final float[] light;
    private final int rows;
    private final int columns;
    private final Scratch[] scratch;
    private final float[] bandMax;
    private int top;
    private int bottom;
    private int left;
    private int right;

    /** Of one thread: a frame's part of the sums. */
    private static final class Scratch {
        final float[] re;
        final float[] im;
        final float[] light;
        final RunningMax max = new RunningMax();

        Scratch(int pixels) {
            re = new float[pixels];
            im = new float[pixels];
            light = new float[pixels];
        }
    }

    ObjectDirection(FrameWorkers workers, ComplexImage object) {
        this.placements = workers.placements();
        this.parallel = workers.parallel();
        this.object = object;
        this.rows = workers.frames().rows();
        this.columns = workers.frames().columns();
        this.sum = ComplexImage.zeros(object.rows(), object.columns());
        this.light = new float[object.size()];
        this.scratch = new Scratch[parallel.threads()];
        Arrays.setAll(scratch, w -> new Scratch(rows * columns));
        this.bandMax = new float[(object.rows() + ROWS_A_BAND - 1) / ROWS_A_BAND];
    }

    /** Delta O on the object's grid; of use only where the batch has frames. */
    ComplexImage image() {
        return sum;
    }

    /**
     * Makes Delta O.
     *
     * @param chi wanted change of the exit waves, [frame of the batch][mode]
     * @param seen the probe as each frame sees it, [frame of the batch][mode]; null if that is the probe itself
     */
    void find(int[] batch, ComplexImage[][] chi, ComplexImage[][] seen, ComplexImage[] probe) {
        bound(batch);
        int bands = bands();
        parallel.forEachWithWorker(bands, (worker, band) -> {
            int fromRow = top + band * ROWS_A_BAND;
            int toRow = Math.min(bottom, fromRow + ROWS_A_BAND);
            clear(fromRow, toRow);
            for (int s = 0; s < batch.length; s++) {
                add(scratch[worker], batch[s], chi[s], seen == null ? probe : seen[s], fromRow, toRow);
            }
            RunningMax max = scratch[worker].max;
            max.reset();
            for (int y = fromRow; y < toRow; y++) {
                max.take(light, y * object.columns() + left, y * object.columns() + right);
            }
            bandMax[band] = max.value();
        });
        float max = 0;
        for (int band = 0; band < bands; band++) {
            max = Math.max(max, bandMax[band]);
        }
        float floor = Math.max(FLOOR * max, 1e-18f);
        forRows((from, to) -> divide(sum.re(), sum.im(), light, floor, from, to));
    }

    /** O += length Delta O. */
    void step(float length) {
        forRows((from, to) -> add(sum.re(), sum.im(), object.re(), object.im(), length, from, to));
    }

    /** image += length step. */
    static void add(ComplexImage image, ComplexImage step, float length) {
        add(step.re(), step.im(), image.re(), image.im(), length, 0, image.size());
    }

    private void bound(int[] batch) {
        top = Integer.MAX_VALUE;
        left = Integer.MAX_VALUE;
        bottom = 0;
        right = 0;
        for (int j : batch) {
            top = Math.min(top, placements.top(j));
            left = Math.min(left, placements.left(j));
            bottom = Math.max(bottom, placements.top(j) + rows);
            right = Math.max(right, placements.left(j) + columns);
        }
    }

    private int bands() {
        return (bottom - top + ROWS_A_BAND - 1) / ROWS_A_BAND;
    }

    private void clear(int fromRow, int toRow) {
        for (int y = fromRow; y < toRow; y++) {
            int from = y * object.columns() + left;
            int to = y * object.columns() + right;
            Arrays.fill(sum.re(), from, to, 0);
            Arrays.fill(sum.im(), from, to, 0);
            Arrays.fill(light, from, to, 0);
        }
    }

    /** Adds what frame j has on rows {@code fromRow} to {@code toRow} of the object. */
    private void add(Scratch s, int j, ComplexImage[] chi, ComplexImage[] seen, int fromRow, int toRow) {
        int first = Math.max(0, fromRow - placements.top(j));
        int last = Math.min(rows, toRow - placements.top(j));
        if (first >= last) {
            return;
        }
        cut(sum.re(), s.re, j, first, last);
        cut(sum.im(), s.im, j, first, last);
        cut(light, s.light, j, first, last);
        for (int m = 0; m < chi.length; m++) {
            addTo(
                    seen[m].re(),
                    seen[m].im(),
                    chi[m].re(),
                    chi[m].im(),
                    s.re,
                    s.im,
                    s.light,
                    first * columns,
                    last * columns);
        }
        paste(s.re, sum.re(), j, first, last);
        paste(s.im, sum.im(), j, first, last);
        paste(s.light, light, j, first, last);
    }

    private void cut(float[] image, float[] patch, int j, int first, int last) {
        for (int y = first; y < last; y++) {
            int at = (placements.top(j) + y) * object.columns() + placements.left(j);
            System.arraycopy(image, at, patch, y * columns, columns);
        }
    }

    private void paste(float[] patch, float[] image, int j, int first, int last) {
        for (int y = first; y < last; y++) {
            int at = (placements.top(j) + y) * object.columns() + placements.left(j);
            System.arraycopy(patch, y * columns, image, at, columns);
        }
    }

    private void forRows(Row use) {
        parallel.forEach(bands(), band -> {
            int fromRow = top + band * ROWS_A_BAND;
            int toRow = Math.min(bottom, fromRow + ROWS_A_BAND);
            for (int y = fromRow; y < toRow; y++) {
                use.pixels(y * object.columns() + left, y * object.columns() + right);
            }
        });
    }

    /** What is done with pixels {@code from} to {@code to} of a row. */
    private interface Row {
        void pixels(int from, int to);
    }

    /** sum += conj(P) chi; light += |P|^2. */
    private static void addTo(
            float[] pRe,
            float[] pIm,
            float[] chiRe,
            float[] chiIm,
            float[] sumRe,
            float[] sumIm,
            float[] light,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float r = chiRe[i];
            float m = chiIm[i];
            sumRe[i] += pr * r + pi * m;
            sumIm[i] += pr * m - pi * r;
            light[i] += pr * pr + pi * pi;
        }
    }

    /** sum /= sqrt(W^2 + floor^2). */
    private static void divide(float[] re, float[] im, float[] light, float floor, int from, int to) {
        for (int i = from; i < to; i++) {
            float w = light[i];
            float scale = 1 / (float) Math.sqrt(w * w + floor * floor);
            re[i] *= scale;
            im[i] *= scale;
        }
    }

    /** image += length step. */
    private static void add(float[] stepRe, float[] stepIm, float[] re, float[] im, float length, int from, int to) {
        for (int i = from; i < to; i++) {
            re[i] += length * stepRe[i];
            im[i] += length * stepIm[i];
        }
    }
}
