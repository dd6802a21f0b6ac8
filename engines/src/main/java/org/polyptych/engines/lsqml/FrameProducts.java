package org.polyptych.engines.lsqml;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.PairwiseSum;

/**
 * The inner products of a frame from which its step lengths follow, taken block by block. What a block needs is copied to
 * the front of small arrays that stay in the first-level cache, and the sums are kept in as many lanes as a block has
 * pixels. Scratch of one thread.
 */
final class FrameProducts {
    private static final int A11 = 0;
    private static final int A22 = 1;
    private static final int A12_RE = 2;
    private static final int A12_IM = 3;
    private static final int B1_RE = 4;
    private static final int B1_IM = 5;
    private static final int B2_RE = 6;
    private static final int B2_IM = 7;

    private final int size;
    private final float[][] lanes;
    private final float[] probeRe;
    private final float[] probeIm;
    private final float[] patchRe;
    private final float[] patchIm;
    private final float[] chiRe;
    private final float[] chiIm;
    private final float[] uRe;
    private final float[] uIm;
    private final float[] vRe;
    private final float[] vIm;

    /** What is kept of a frame: sums over modes and pixels, in counts. */
    static final class Sums {
        /** sum |Delta O P|^2. */
        double a11;
        /** sum |Delta P O|^2. */
        double a22;
        /** sum conj(Delta O P) Delta P O. */
        double a12Re;

        double a12Im;
        /** sum conj(Delta O P) chi. */
        double b1Re;

        double b1Im;
        /** sum conj(Delta P O) chi. */
        double b2Re;

        double b2Im;
    }

    /** @param size most pixels in a block */
    FrameProducts(int size) {
        this.size = size;
        this.lanes = new float[8][size];
        this.probeRe = new float[size];
        this.probeIm = new float[size];
        this.patchRe = new float[size];
        this.patchIm = new float[size];
        this.chiRe = new float[size];
        this.chiIm = new float[size];
        this.uRe = new float[size];
        this.uIm = new float[size];
        this.vRe = new float[size];
        this.vIm = new float[size];
    }

    void begin() {
        for (float[] lane : lanes) {
            Arrays.fill(lane, 0);
        }
    }

    /**
     * Takes in pixels {@code from} to {@code to} of a mode, no more than a block.
     *
     * @param probe as the frame sees it
     * @param objectStep Delta O on the frame's patch; null for none
     * @param probeStep Delta P as the frame sees it; null for none
     * @param patch O on the frame's patch
     */
    void add(
            ComplexImage probe,
            ComplexImage objectStep,
            ComplexImage probeStep,
            ComplexImage patch,
            ComplexImage chi,
            int from,
            int to) {
        int n = to - from;
        copy(chi, chiRe, chiIm, from, n);
        if (objectStep != null) {
            copy(probe, probeRe, probeIm, from, n);
            copy(objectStep, patchRe, patchIm, from, n);
            ComplexLoops.multiply(probeRe, probeIm, patchRe, patchIm, uRe, uIm, 0, n);
        }
        if (probeStep != null) {
            copy(probeStep, probeRe, probeIm, from, n);
            copy(patch, patchRe, patchIm, from, n);
            ComplexLoops.multiply(probeRe, probeIm, patchRe, patchIm, vRe, vIm, 0, n);
        }
        addProducts(objectStep != null, probeStep != null, n);
    }

    /**
     * The same of changes of the exit wave that are there already.
     *
     * @param byObject what stands for Delta O P; null for none
     * @param byProbe what stands for Delta P O; null for none
     */
    void add(ComplexImage byObject, ComplexImage byProbe, ComplexImage chi, int from, int to) {
        int n = to - from;
        copy(chi, chiRe, chiIm, from, n);
        if (byObject != null) {
            copy(byObject, uRe, uIm, from, n);
        }
        if (byProbe != null) {
            copy(byProbe, vRe, vIm, from, n);
        }
        addProducts(byObject != null, byProbe != null, n);
    }

    private void addProducts(boolean byObject, boolean byProbe, int n) {
        if (byObject) {
            addOne(uRe, uIm, chiRe, chiIm, lanes[A11], lanes[B1_RE], lanes[B1_IM], n);
        }
        if (byProbe) {
            addOne(vRe, vIm, chiRe, chiIm, lanes[A22], lanes[B2_RE], lanes[B2_IM], n);
        }
        if (byObject && byProbe) {
            ComplexLoops.addConjugateProduct(uRe, uIm, vRe, vIm, lanes[A12_RE], lanes[A12_IM], 0, n);
        }
    }

    private static void copy(ComplexImage image, float[] re, float[] im, int from, int n) {
        System.arraycopy(image.re(), from, re, 0, n);
        System.arraycopy(image.im(), from, im, 0, n);
    }

    /** power += |u|^2, (re, im) += conj(u) chi. */
    private static void addOne(
            float[] uRe, float[] uIm, float[] chiRe, float[] chiIm, float[] power, float[] re, float[] im, int n) {
        for (int i = 0; i < n; i++) {
            float ur = uRe[i];
            float ui = uIm[i];
            float cr = chiRe[i];
            float ci = chiIm[i];
            power[i] += ur * ur + ui * ui;
            re[i] += ur * cr + ui * ci;
            im[i] += ur * ci - ui * cr;
        }
    }

    void end(Sums sums) {
        sums.a11 = PairwiseSum.destroying(lanes[A11], size);
        sums.a22 = PairwiseSum.destroying(lanes[A22], size);
        sums.a12Re = PairwiseSum.destroying(lanes[A12_RE], size);
        sums.a12Im = PairwiseSum.destroying(lanes[A12_IM], size);
        sums.b1Re = PairwiseSum.destroying(lanes[B1_RE], size);
        sums.b1Im = PairwiseSum.destroying(lanes[B1_IM], size);
        sums.b2Re = PairwiseSum.destroying(lanes[B2_RE], size);
        sums.b2Im = PairwiseSum.destroying(lanes[B2_IM], size);
    }
}
