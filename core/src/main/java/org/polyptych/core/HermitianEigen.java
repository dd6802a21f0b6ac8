package org.polyptych.core;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Eigenvalues and eigenvectors of a small Hermitian matrix, by cyclic Jacobi rotations (Golub and Van Loan, Matrix
 * Computations, 8.5).
 */
public final class HermitianEigen {
    private static final int MOST_SWEEPS = 40;
    private static final double DIAGONAL = 1e-15;

    private final double[][] re;
    private final double[][] im;
    private final double[][] vectorsRe;
    private final double[][] vectorsIm;
    private final Integer[] order;

    /**
     * @param re real part, [row][column]; overwritten
     * @param im imaginary part; overwritten
     */
    public HermitianEigen(double[][] re, double[][] im) {
        int n = re.length;
        this.re = re;
        this.im = im;
        this.vectorsRe = new double[n][n];
        this.vectorsIm = new double[n][n];
        double trace = 0;
        for (int a = 0; a < n; a++) {
            vectorsRe[a][a] = 1;
            trace += re[a][a];
        }
        boolean rotated = true;
        for (int sweep = 0; sweep < MOST_SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double size = Math.hypot(re[p][q], im[p][q]);
                    if (size > DIAGONAL * trace) {
                        rotate(p, q, size);
                        rotated = true;
                    }
                }
            }
        }
        order = new Integer[n];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingDouble((Integer k) -> -re[k][k]));
    }

    /** Makes the element of row p and column q zero. */
    private void rotate(int p, int q, double size) {
        double phaseRe = re[p][q] / size;
        double phaseIm = im[p][q] / size;
        double zeta = (re[q][q] - re[p][p]) / (2 * size);
        double t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        double cos = 1 / Math.sqrt(1 + t * t);
        double sin = cos * t;
        for (int k = 0; k < re.length; k++) {
            turnColumns(re[k], im[k], p, q, cos, sin * phaseRe, sin * phaseIm);
            turnColumns(vectorsRe[k], vectorsIm[k], p, q, cos, sin * phaseRe, sin * phaseIm);
        }
        for (int k = 0; k < re.length; k++) {
            double upRe = re[p][k];
            double upIm = im[p][k];
            double sRe = sin * phaseRe;
            double sIm = sin * phaseIm;
            re[p][k] = cos * upRe - (sRe * re[q][k] - sIm * im[q][k]);
            im[p][k] = cos * upIm - (sRe * im[q][k] + sIm * re[q][k]);
            double downRe = re[q][k];
            double downIm = im[q][k];
            re[q][k] = cos * downRe + sRe * upRe + sIm * upIm;
            im[q][k] = cos * downIm + sRe * upIm - sIm * upRe;
        }
    }

    /** Column p becomes cos p - conj(s) q, column q becomes s p + cos q. */
    private static void turnColumns(double[] re, double[] im, int p, int q, double cos, double sRe, double sIm) {
        double pRe = re[p];
        double pIm = im[p];
        double qRe = re[q];
        double qIm = im[q];
        re[p] = cos * pRe - (sRe * qRe + sIm * qIm);
        im[p] = cos * pIm - (sRe * qIm - sIm * qRe);
        re[q] = cos * qRe + sRe * pRe - sIm * pIm;
        im[q] = cos * qIm + sRe * pIm + sIm * pRe;
    }

    /** The eigenvalue of the given rank, 0 the largest. */
    public double value(int rank) {
        return re[order[rank]][order[rank]];
    }

    /** Real part of a component of its eigenvector, which has length 1. */
    public double vectorRe(int component, int rank) {
        return vectorsRe[component][order[rank]];
    }

    public double vectorIm(int component, int rank) {
        return vectorsIm[component][order[rank]];
    }
}
