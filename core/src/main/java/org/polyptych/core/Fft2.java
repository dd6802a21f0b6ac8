package org.polyptych.core;

/**
 * Unitary two-dimensional Fourier transform of one size, in place on split arrays, zero frequency at pixel 0 (FFT
 * order). Forward sign exp(-i k r). One instance must not be used by two threads at once; make one a thread.
 */
public interface Fft2 extends AutoCloseable {
    int rows();

    int columns();

    /** Transforms {@code rows * columns} values at the start of the two arrays. */
    void forward(float[] re, float[] im);

    /** The inverse, which is also the adjoint. */
    void inverse(float[] re, float[] im);

    @Override
    void close();

    /** The transform of the fastest library that works here: MKL, else JTransforms. */
    static Fft2 of(int rows, int columns) {
        return FftLibrary.selected().create(rows, columns);
    }
}
