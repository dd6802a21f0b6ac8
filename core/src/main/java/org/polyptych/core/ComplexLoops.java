package org.polyptych.core;

/**
 * Arithmetic on split complex arrays, for pixels {@code from} (included) to {@code to} (excluded). Every array is
 * indexed alike: only then does the JIT turn the loops into vector instructions (with different offsets it would have
 * to prove that the arrays are not one and the same).
 */
public final class ComplexLoops {
    private ComplexLoops() {}

    /** out = a b. */
    public static void multiply(
            float[] aRe, float[] aIm, float[] bRe, float[] bIm, float[] outRe, float[] outIm, int from, int to) {
        for (int i = from; i < to; i++) {
            float ar = aRe[i];
            float ai = aIm[i];
            float br = bRe[i];
            float bi = bIm[i];
            outRe[i] = ar * br - ai * bi;
            outIm[i] = ar * bi + ai * br;
        }
    }

    /** out = conj(a) b. */
    public static void multiplyConjugate(
            float[] aRe, float[] aIm, float[] bRe, float[] bIm, float[] outRe, float[] outIm, int from, int to) {
        for (int i = from; i < to; i++) {
            float ar = aRe[i];
            float ai = aIm[i];
            float br = bRe[i];
            float bi = bIm[i];
            outRe[i] = ar * br + ai * bi;
            outIm[i] = ar * bi - ai * br;
        }
    }

    /** sum += conj(a) b. */
    public static void addConjugateProduct(
            float[] aRe, float[] aIm, float[] bRe, float[] bIm, float[] sumRe, float[] sumIm, int from, int to) {
        for (int i = from; i < to; i++) {
            float ar = aRe[i];
            float ai = aIm[i];
            float br = bRe[i];
            float bi = bIm[i];
            sumRe[i] += ar * br + ai * bi;
            sumIm[i] += ar * bi - ai * br;
        }
    }

    /** sum += a b. */
    public static void addProduct(
            float[] aRe, float[] aIm, float[] bRe, float[] bIm, float[] sumRe, float[] sumIm, int from, int to) {
        for (int i = from; i < to; i++) {
            float ar = aRe[i];
            float ai = aIm[i];
            float br = bRe[i];
            float bi = bIm[i];
            sumRe[i] += ar * br - ai * bi;
            sumIm[i] += ar * bi + ai * br;
        }
    }

    /** difference -= a b. */
    public static void subtractProduct(
            float[] aRe, float[] aIm, float[] bRe, float[] bIm, float[] re, float[] im, int from, int to) {
        for (int i = from; i < to; i++) {
            float ar = aRe[i];
            float ai = aIm[i];
            float br = bRe[i];
            float bi = bIm[i];
            re[i] -= ar * br - ai * bi;
            im[i] -= ar * bi + ai * br;
        }
    }

    /** sum += |a|^2. */
    public static void addSquaredModulus(float[] aRe, float[] aIm, float[] sum, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += aRe[i] * aRe[i] + aIm[i] * aIm[i];
        }
    }

    /** out = |a|^2. */
    public static void squaredModulus(float[] aRe, float[] aIm, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = aRe[i] * aRe[i] + aIm[i] * aIm[i];
        }
    }

    /** sum += a. */
    public static void add(float[] a, float[] sum, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += a[i];
        }
    }

    /** product *= a. */
    public static void multiply(float[] a, float[] product, int from, int to) {
        for (int i = from; i < to; i++) {
            product[i] *= a[i];
        }
    }

    /** a *= factor. */
    public static void scale(float[] a, float factor, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] *= factor;
        }
    }

    /** a *= factor, both parts, with a factor for every pixel. */
    public static void scale(float[] aRe, float[] aIm, float[] factor, int from, int to) {
        for (int i = from; i < to; i++) {
            aRe[i] *= factor[i];
            aIm[i] *= factor[i];
        }
    }

    /** The largest of a few values, 0 if all are negative; for many values there is {@link RunningMax}. */
    public static float max(float[] few) {
        float max = 0;
        for (float value : few) {
            max = Math.max(max, value);
        }
        return max;
    }
}
