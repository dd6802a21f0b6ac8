package org.polyptych.physics.loss;

/** (sqrt(I) - y)^2. Its gradient step of length 1 is the modulus projection; nearly the likelihood of counted photons. */
public record AmplitudeL2() implements Loss {
    @Override
    public String name() {
        return "amplitude l2";
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        for (int i = from; i < to; i++) {
            float y = amplitude[i];
            float w = weights[i];
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float d = a - y;
            intensity[i] = w * d * d;
            factor[i] = w * d / a;
        }
    }

    @Override
    public void proximal(float[] intensity, float[] amplitude, float[] weights, float tau, float[] factor) {
        for (int i = 0; i < intensity.length; i++) {
            float y = amplitude[i];
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float x = (a + 2 * tau * y) / (1 + 2 * tau);
            factor[i] = 1 + weights[i] * (x / a - 1);
        }
    }
}
