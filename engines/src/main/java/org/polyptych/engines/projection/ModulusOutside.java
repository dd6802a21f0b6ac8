package org.polyptych.engines.projection;

import org.polyptych.core.ComplexImage;

/**
 * The projection onto the overlap first, the modulus projection around it:
 *
 * <pre>psi &lt;- (1 - p - q) psi + p Pi_O psi + q Pi_F[(1 - c) psi + c Pi_O psi]</pre>
 *
 * One wave is kept for each frame and mode.
 */
final class ModulusOutside implements WaveUpdate {
    private final float kept;
    private final float p;
    private final float q;
    private final float c;

    ModulusOutside(double p, double q, double c) {
        this.kept = (float) (1 - p - q);
        this.p = (float) p;
        this.q = (float) q;
        this.c = (float) c;
    }

    @Override
    public float start() {
        return 1;
    }

    @Override
    public boolean fitsWaves() {
        return true;
    }

    @Override
    public void leave(ComplexImage probe, ComplexImage psi, ComplexImage wave, int from, int to) {
        mix(probe.re(), probe.im(), psi.re(), psi.im(), wave.re(), wave.im(), kept, p, c, from, to);
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
        addTimes(
                probe.re(),
                probe.im(),
                wave.re(),
                wave.im(),
                psi.re(),
                psi.im(),
                sums[0],
                sums[1],
                sums[2],
                q,
                from,
                to);
    }

    /** wave = (1 - c) psi + c P wave, psi = kept psi + p P wave, where wave holds the patch O before. */
    private static void mix(
            float[] pRe,
            float[] pIm,
            float[] psiRe,
            float[] psiIm,
            float[] re,
            float[] im,
            float kept,
            float p,
            float c,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float or = re[i];
            float oi = im[i];
            float vr = pr * or - pi * oi;
            float vi = pr * oi + pi * or;
            float sr = psiRe[i];
            float si = psiIm[i];
            re[i] = sr + c * (vr - sr);
            im[i] = si + c * (vi - si);
            psiRe[i] = kept * sr + p * vr;
            psiIm[i] = kept * si + p * vi;
        }
    }

    /** psi += q wave, sum += conj(P) psi, weight += |P|^2. */
    private static void addTimes(
            float[] pRe,
            float[] pIm,
            float[] re,
            float[] im,
            float[] psiRe,
            float[] psiIm,
            float[] sumRe,
            float[] sumIm,
            float[] weight,
            float q,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float sr = psiRe[i] + q * re[i];
            float si = psiIm[i] + q * im[i];
            psiRe[i] = sr;
            psiIm[i] = si;
            sumRe[i] += pr * sr + pi * si;
            sumIm[i] += pr * si - pi * sr;
            weight[i] += pr * pr + pi * pi;
        }
    }
}
