package org.polyptych.core;

/**
 * The unitary two-dimensional transform taken apart, so that several threads can work on one image: transforms along the
 * rows of each part of the rows, then, when all are done, along the columns of each part of the columns. The bits do not
 * depend on the number of parts. A part must be used by one thread at a time.
 */
public interface FftPasses extends AutoCloseable {
    /** How many parts the work can really be cut into; less than asked for where the library cannot. */
    int parts();

    /** First row of a part; part {@link #parts()} begins after the last row. */
    int firstRow(int part);

    /** Transforms the part's rows, in place. */
    void rowsForward(int part, float[] re, float[] im);

    /** Transforms the part's columns, in place. */
    void columnsForward(int part, float[] re, float[] im);

    /** The inverse of {@link #columnsForward}. */
    void columnsInverse(int part, float[] re, float[] im);

    /** The inverse of {@link #rowsForward}. */
    void rowsInverse(int part, float[] re, float[] im);

    @Override
    void close();

    /** @param parts how many threads would like to share the work */
    static FftPasses of(int rows, int columns, int parts) {
        return FftLibrary.selected() == FftLibrary.MKL
                ? new MklFftPasses(rows, columns, parts)
                : new WholeFftPasses(Fft2.of(rows, columns));
    }
}
