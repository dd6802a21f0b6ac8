package org.polyptych.engines.projection;

import org.polyptych.core.ComplexImage;

/**
 * The modulus projection first, the projection onto the overlap around it, as Luke has it:
 *
 * <pre>psi &lt;- b [psi + Pi_O(2 Pi_F psi - psi)] + (1 - 2b) Pi_F psi</pre>
 *
 * Object and probe are fitted to 2 Pi_F psi - psi, which takes a second array for each frame and mode. The sum b Pi_O(...)
 * is known only when all frames have been seen; it is added when the frame's turn comes in the next iteration, so between
 * iterations the waves are kept without it.
 */
final class ModulusInside implements WaveUpdate {
    private final float b;

    ModulusInside(double b) {
        this.b = (float) b;
    }

    @Override
    public float start() {
        return 1 - b;
    }

    @Override
    public boolean fitsWaves() {
        return false;
    }

    @Override
    public void leave(ComplexImage probe, ComplexImage psi, ComplexImage wave, int from, int to) {
        complete(probe.re(), probe.im(), psi.re(), psi.im(), wave.re(), wave.im(), b, from, to);
    }

    @Override
    public void comeBack(
            ComplexImage probe,
            ComplexImage wave,
            ComplexImage psi,
            ComplexImage fitted,
            float[][] sums,
            int from,
            int to) {
        reflect(
                probe.re(),
                probe.im(),
                wave.re(),
                wave.im(),
                psi.re(),
                psi.im(),
                fitted.re(),
                fitted.im(),
                sums[0],
                sums[1],
                sums[2],
                b,
                from,
                to);
    }

    /** psi += b P wave, wave = psi, where wave holds the patch O before. */
    private static void complete(
            float[] pRe, float[] pIm, float[] psiRe, float[] psiIm, float[] re, float[] im, float b, int from, int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float or = re[i];
            float oi = im[i];
            float sr = psiRe[i] + b * (pr * or - pi * oi);
            float si = psiIm[i] + b * (pr * oi + pi * or);
            psiRe[i] = sr;
            psiIm[i] = si;
            re[i] = sr;
            im[i] = si;
        }
    }

    /** fitted = 2 wave - psi, psi = b psi + (1 - 2b) wave, sum += conj(P) fitted, weight += |P|^2. */
    private static void reflect(
            float[] pRe,
            float[] pIm,
            float[] re,
            float[] im,
            float[] psiRe,
            float[] psiIm,
            float[] fittedRe,
            float[] fittedIm,
            float[] sumRe,
            float[] sumIm,
            float[] weight,
            float b,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float wr = re[i];
            float wi = im[i];
            float sr = psiRe[i];
            float si = psiIm[i];
            float fr = 2 * wr - sr;
            float fi = 2 * wi - si;
            fittedRe[i] = fr;
            fittedIm[i] = fi;
            psiRe[i] = b * sr + (1 - 2 * b) * wr;
            psiIm[i] = b * si + (1 - 2 * b) * wi;
            sumRe[i] += pr * fr + pi * fi;
            sumIm[i] += pr * fi - pi * fr;
            weight[i] += pr * pr + pi * pi;
        }
    }
}
