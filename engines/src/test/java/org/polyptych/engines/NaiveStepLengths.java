package org.polyptych.engines;

import org.polyptych.engines.NaiveOptics.Field;

/**
 * The step lengths of LSQML as its paper writes them, for batches too small for any frame to be left out: the real parts,
 * at least 0, of the solutions of (A11 + l1, A12; conj(A12), A22 + l2) (a, b) = (b1, b2), averaged over the batch.
 *
 * @param object of Delta O
 * @param probe of Delta P
 */
record NaiveStepLengths(double object, double probe) {
    private static final double DAMPING = 0.1;

    /**
     * @param u what Delta O changes of each frame's exit wave; zeros for a known object
     * @param v what Delta P changes; zeros for a known probe
     * @param batch the frames of it
     */
    static NaiveStepLengths of(Field[] u, Field[] v, Field[] chi, int[] batch) {
        double meanU = 0;
        double meanV = 0;
        for (int j : batch) {
            meanU += u[j].power() / batch.length;
            meanV += v[j].power() / batch.length;
        }
        double a = 0;
        double b = 0;
        for (int j : batch) {
            double a11 = u[j].power() + DAMPING * meanU;
            double a22 = v[j].power() + DAMPING * meanV;
            double[] a12 = u[j].conj().times(v[j]).sum();
            double[] b1 = u[j].conj().times(chi[j]).sum();
            double[] b2 = v[j].conj().times(chi[j]).sum();
            if (a11 == 0 || a22 == 0) {
                a += a11 > 0 ? Math.max(0, b1[0] / a11) / batch.length : 0;
                b += a22 > 0 ? Math.max(0, b2[0] / a22) / batch.length : 0;
                continue;
            }
            double determinant = a11 * a22 - a12[0] * a12[0] - a12[1] * a12[1];
            a += Math.max(0, (a22 * b1[0] - a12[0] * b2[0] + a12[1] * b2[1]) / determinant) / batch.length;
            b += Math.max(0, (a11 * b2[0] - a12[0] * b1[0] - a12[1] * b1[1]) / determinant) / batch.length;
        }
        return new NaiveStepLengths(a, b);
    }
}
