package org.polyptych.physics;

import org.polyptych.core.ComplexImage;

/**
 * The factor exp(2 pi i (s_y y / rows + s_x x / columns)) on an exit wave, y and x from the middle of the array, which moves its
 * far field by s pixels: unitary, so that the adjoint is the conjugate factor. Not for use by two threads at once.
 */
final class DescanRamp {
    private final int rows;
    private final int columns;
    private final float[] rowCos;
    private final float[] rowSin;
    private final float[] columnCos;
    private final float[] columnSin;

    DescanRamp(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.rowCos = new float[rows];
        this.rowSin = new float[rows];
        this.columnCos = new float[columns];
        this.columnSin = new float[columns];
    }

    /** Prepares a shift of the pattern by {@code down} rows and {@code right} columns. */
    void prepare(double down, double right) {
        fill(rowCos, rowSin, down);
        fill(columnCos, columnSin, right);
    }

    private static void fill(float[] cos, float[] sin, double shift) {
        int n = cos.length;
        for (int k = 0; k < n; k++) {
            double angle = 2 * Math.PI * shift * (k - n / 2) / n;
            cos[k] = (float) Math.cos(angle);
            sin[k] = (float) Math.sin(angle);
        }
    }

    /** wave *= factor. */
    void apply(ComplexImage wave) {
        multiply(wave, 1);
    }

    /** wave *= conjugate of the factor. */
    void applyBack(ComplexImage wave) {
        multiply(wave, -1);
    }

    private void multiply(ComplexImage wave, float sign) {
        for (int y = 0; y < rows; y++) {
            multiplyRow(wave.re(), wave.im(), y * columns, rowCos[y], sign * rowSin[y], sign);
        }
    }

    private void multiplyRow(float[] re, float[] im, int from, float cos, float sin, float sign) {
        for (int x = 0; x < columns; x++) {
            float c = columnCos[x];
            float s = sign * columnSin[x];
            float fr = c * cos - s * sin;
            float fi = c * sin + s * cos;
            float r = re[from + x];
            float m = im[from + x];
            re[from + x] = r * fr - m * fi;
            im[from + x] = r * fi + m * fr;
        }
    }

    /**
     * sum += Re sum over pixels of conj(d wave / d shift) gradient for a shift {down, right}: half the derivative of the loss by
     * the shift in pixels. Wave and gradient may both have the factor or both be without.
     *
     * @param re real part of the slice that the wave comes out of
     * @param im imaginary part
     * @param before the wave that falls on it
     * @param gradient dL / d conj(exit wave)
     */
    static void addDerivative(float[] re, float[] im, ComplexImage before, ComplexImage gradient, double[] sum) {
        int rows = gradient.rows();
        int columns = gradient.columns();
        double[] byColumn = new double[columns];
        for (int y = 0; y < rows; y++) {
            double row = 0;
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                double waveRe = (double) re[i] * before.re()[i] - (double) im[i] * before.im()[i];
                double waveIm = (double) re[i] * before.im()[i] + (double) im[i] * before.re()[i];
                // Re( conj(2 pi i k psi) G ) = 2 pi k Im( conj(psi) G )
                double cross = waveRe * gradient.im()[i] - waveIm * gradient.re()[i];
                row += cross;
                byColumn[x] += cross;
            }
            sum[0] += 2 * Math.PI * (y - rows / 2) / rows * row;
        }
        for (int x = 0; x < columns; x++) {
            sum[1] += 2 * Math.PI * (x - columns / 2) / columns * byColumn[x];
        }
    }
}
