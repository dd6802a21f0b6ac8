package org.polyptych.physics;

import org.polyptych.core.ComplexImage;

/**
 * Shifts an image by a fraction of a pixel by multiplying its spectrum (FFT order) with exp(-2 pi i (f_y k_y / rows +
 * f_x k_x / columns)): unitary, so that the adjoint is the shift back. Not for use by two threads at once.
 */
final class SubPixelShift {
    private final int rows;
    private final int columns;
    private final float[] rowCos;
    private final float[] rowSin;
    private final float[] columnCos;
    private final float[] columnSin;
    private final float[] tiledCos;
    private final float[] tiledSin;

    SubPixelShift(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.rowCos = new float[rows];
        this.rowSin = new float[rows];
        this.columnCos = new float[columns];
        this.columnSin = new float[columns];
        this.tiledCos = new float[rows * columns];
        this.tiledSin = new float[rows * columns];
    }

    /** The signed frequency of element k of n, in cycles per n pixels. */
    static int frequency(int k, int n) {
        return k < (n + 1) / 2 ? k : k - n;
    }

    /** Prepares a shift of {@code down} rows and {@code right} columns, in pixels. */
    void prepare(double down, double right) {
        fill(rowCos, rowSin, down);
        fill(columnCos, columnSin, right);
        for (int y = 0; y < rows; y++) {
            System.arraycopy(columnCos, 0, tiledCos, y * columns, columns);
            System.arraycopy(columnSin, 0, tiledSin, y * columns, columns);
        }
    }

    /** exp(-2 pi i shift k / n) for every k, by powers of one rotation, in double. */
    private static void fill(float[] cos, float[] sin, double shift) {
        int n = cos.length;
        double angle = -2 * Math.PI * shift / n;
        double stepRe = Math.cos(angle);
        double stepIm = Math.sin(angle);
        double re = 1;
        double im = 0;
        for (int k = 0; k <= n / 2; k++) {
            if (k < n) {
                boolean mirrored = frequency(k, n) < 0;
                cos[k] = (float) re;
                sin[k] = (float) (mirrored ? -im : im);
            }
            if (k > 0) {
                cos[n - k] = (float) re;
                sin[n - k] = (float) -im;
            }
            double next = re * stepRe - im * stepIm;
            im = re * stepIm + im * stepRe;
            re = next;
        }
    }

    /** out = spectrum times the prepared factor, rows {@code fromRow} to {@code toRow}. */
    void apply(float[] re, float[] im, float[] outRe, float[] outIm, int fromRow, int toRow) {
        for (int y = fromRow; y < toRow; y++) {
            multiplyRow(re, im, outRe, outIm, rowCos[y], rowSin[y], y * columns, y * columns + columns);
        }
    }

    /** spectrum *= the prepared factor, rows {@code fromRow} to {@code toRow}. */
    void apply(ComplexImage spectrum, int fromRow, int toRow) {
        apply(spectrum.re(), spectrum.im(), spectrum.re(), spectrum.im(), fromRow, toRow);
    }

    /** spectrum *= the conjugate of the prepared factor: the shift back, rows {@code fromRow} to {@code toRow}. */
    void applyBack(ComplexImage spectrum, int fromRow, int toRow) {
        for (int y = fromRow; y < toRow; y++) {
            multiplyConjugateRow(
                    spectrum.re(), spectrum.im(), rowCos[y], rowSin[y], y * columns, y * columns + columns);
        }
    }

    /** sum += spectrum times the conjugate of the prepared factor, rows {@code fromRow} to {@code toRow}. */
    void addAdjoint(float[] re, float[] im, float[] sumRe, float[] sumIm, int fromRow, int toRow) {
        for (int y = fromRow; y < toRow; y++) {
            addConjugateRow(re, im, sumRe, sumIm, rowCos[y], rowSin[y], y * columns, y * columns + columns);
        }
    }

    /**
     * sum += Re sum over pixels of conj(d wave / d shift) gradient for a shift {down, right}: half the derivative of the
     * loss by the shift in pixels.
     *
     * @param re real part of the wave's spectrum, shifted already
     * @param im imaginary part
     * @param gradient spectrum of dL / d conj(wave)
     */
    static void addDerivative(float[] re, float[] im, ComplexImage gradient, double[] sum) {
        int rows = gradient.rows();
        int columns = gradient.columns();
        double down = sum[0];
        double right = sum[1];
        for (int y = 0; y < rows; y++) {
            double row = 0;
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                // Re( conj(-2 pi i k A) G ) = -2 pi k Im( conj(A) G )
                double cross = (double) re[i] * gradient.im()[i] - (double) im[i] * gradient.re()[i];
                row += cross;
                right -= 2 * Math.PI * frequency(x, columns) / columns * cross;
            }
            down -= 2 * Math.PI * frequency(y, rows) / rows * row;
        }
        sum[0] = down;
        sum[1] = right;
    }

    /** spectrum *= sign 2 pi i k / n: with sign 1 the spectrum of the derivative by the row or column. */
    static void differentiate(ComplexImage spectrum, boolean down, int sign) {
        int rows = spectrum.rows();
        int columns = spectrum.columns();
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                int frequency = down ? frequency(y, rows) : frequency(x, columns);
                float k = (float) (sign * 2 * Math.PI * frequency / (down ? rows : columns));
                float re = spectrum.re()[i];
                spectrum.re()[i] = -k * spectrum.im()[i];
                spectrum.im()[i] = k * re;
            }
        }
    }

    private void multiplyRow(
            float[] re, float[] im, float[] outRe, float[] outIm, float cos, float sin, int from, int to) {
        for (int i = from; i < to; i++) {
            float fr = tiledCos[i] * cos - tiledSin[i] * sin;
            float fi = tiledCos[i] * sin + tiledSin[i] * cos;
            float r = re[i];
            float m = im[i];
            outRe[i] = r * fr - m * fi;
            outIm[i] = r * fi + m * fr;
        }
    }

    private void multiplyConjugateRow(float[] re, float[] im, float cos, float sin, int from, int to) {
        for (int i = from; i < to; i++) {
            float fr = tiledCos[i] * cos - tiledSin[i] * sin;
            float fi = tiledCos[i] * sin + tiledSin[i] * cos;
            float r = re[i];
            float m = im[i];
            re[i] = r * fr + m * fi;
            im[i] = m * fr - r * fi;
        }
    }

    private void addConjugateRow(
            float[] re, float[] im, float[] sumRe, float[] sumIm, float cos, float sin, int from, int to) {
        for (int i = from; i < to; i++) {
            float fr = tiledCos[i] * cos - tiledSin[i] * sin;
            float fi = tiledCos[i] * sin + tiledSin[i] * cos;
            float r = re[i];
            float m = im[i];
            sumRe[i] += r * fr + m * fi;
            sumIm[i] += m * fr - r * fi;
        }
    }
}
