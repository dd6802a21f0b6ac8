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
    public void comeBack(ComplexImage wave, ComplexImage psi, ComplexImage fitted, int from, int to) {
        reflect(wave.re(), psi.re(), fitted.re(), b, from, to);
        reflect(wave.im(), psi.im(), fitted.im(), b, from, to);
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

    /** fitted = 2 wave - psi, psi = b psi + (1 - 2b) wave. */
    private static void reflect(float[] wave, float[] psi, float[] fitted, float b, int from, int to) {
        for (int i = from; i < to; i++) {
            float f = wave[i];
            float s = psi[i];
            fitted[i] = 2 * f - s;
            psi[i] = b * s + (1 - 2 * b) * f;
        }
    }
}
