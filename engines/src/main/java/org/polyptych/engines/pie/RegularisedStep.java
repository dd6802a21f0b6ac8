package org.polyptych.engines.pie;

/** The step of rPIE and, with a = 1, of ePIE: an update divided by a weight that is kept from falling too low. */
final class RegularisedStep {
    private RegularisedStep() {}

    /**
     * image += length sum / ((1 - a) weight + a max).
     *
     * @param sumRe real part of the sum of conj(P) Delta for an object, of conj(O) Delta for a probe
     * @param sumIm imaginary part of it
     * @param weight |P|^2 or |O|^2
     * @param max the largest weight
     */
    static void apply(
            float[] re,
            float[] im,
            float[] sumRe,
            float[] sumIm,
            float[] weight,
            float length,
            float a,
            float max,
            int from,
            int to) {
        float floor = Math.max(a * max, Float.MIN_NORMAL);
        for (int i = from; i < to; i++) {
            float scale = length / ((1 - a) * weight[i] + floor);
            re[i] += scale * sumRe[i];
            im[i] += scale * sumIm[i];
        }
    }
}
