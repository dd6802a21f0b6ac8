package org.polyptych.core;

import org.jtransforms.fft.FloatFFT_2D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/** JTransforms, in Java, on one thread: interleaves the image, transforms it, splits and scales it again. */
final class JTransformsFft2 implements Fft2 {
    private final int rows;
    private final int columns;
    private final FloatFFT_2D fft;
    private final float[] interleaved;
    private final float scale;

    JTransformsFft2(int rows, int columns) {
        ConcurrencyUtils.setNumberOfThreads(1);
        this.rows = rows;
        this.columns = columns;
        this.fft = new FloatFFT_2D(rows, columns);
        this.interleaved = new float[2 * rows * columns];
        this.scale = (float) (1 / Math.sqrt((double) rows * columns));
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
        join(re, im);
        fft.complexForward(interleaved);
        split(re, im);
    }

    @Override
    public void inverse(float[] re, float[] im) {
        join(re, im);
        fft.complexInverse(interleaved, false);
        split(re, im);
    }

    private void join(float[] re, float[] im) {
        for (int i = 0; i < rows * columns; i++) {
            interleaved[2 * i] = re[i];
            interleaved[2 * i + 1] = im[i];
        }
    }

    private void split(float[] re, float[] im) {
        for (int i = 0; i < rows * columns; i++) {
            re[i] = interleaved[2 * i] * scale;
            im[i] = interleaved[2 * i + 1] * scale;
        }
    }

    @Override
    public void close() {}
}
