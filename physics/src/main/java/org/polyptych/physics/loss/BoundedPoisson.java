package org.polyptych.physics.loss;

/**
 * {@link Poisson} with a gradient that fixed steps can follow. By the amplitude a of a pixel half its derivative is (a -
 * y)(1 + y / a): without bound where a pixel with counts is predicted dark, so that one such pixel can throw an image
 * out. Here it is at least -(1.5 y + 4): exact where a pixel is predicted at half the measured amplitude or more, and for
 * a single photon down to 0.03 photons. The value is that of Poisson.
 */
public record BoundedPoisson() implements Loss {
    private static final Poisson EXACT = new Poisson();
    private static final float RELATIVE = 1.5f;
    private static final float ABSOLUTE = 4;

    @Override
    public String name() {
        return "Poisson";
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        bound(intensity, amplitude, factor, from, to);
        for (int i = from; i < to; i++) {
            float y = amplitude[i];
            float w = weights[i];
            float p = Math.max(intensity[i], DARK);
            float n = y * y;
            float log = n > 0 ? (float) Math.log(p / n) : 0;
            intensity[i] = w * (p - n - n * log);
            factor[i] *= w;
        }
    }

    /** factor = the derivative by the intensity, bounded. */
    private static void bound(float[] intensity, float[] amplitude, float[] factor, int from, int to) {
        for (int i = from; i < to; i++) {
            float y = amplitude[i];
            float p = Math.max(intensity[i], DARK);
            float a = (float) Math.sqrt(p);
            factor[i] = Math.max(1 - y * y / p, -(RELATIVE * y + ABSOLUTE) / a);
        }
    }

    @Override
    public void proximal(float[] intensity, float[] amplitude, float[] weights, float tau, float[] factor) {
        EXACT.proximal(intensity, amplitude, weights, tau, factor);
    }
}
