package org.polyptych.physics.loss;

/**
 * The negative log-likelihood of counted photons, less its smallest value: I - n - n ln(I / n) with n = y^2 counts; 0
 * where the prediction is exact.
 */
public record Poisson() implements Loss {
    @Override
    public String name() {
        return "Poisson";
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        for (int i = from; i < to; i++) {
            float y = amplitude[i];
            float w = weights[i];
            float p = Math.max(intensity[i], DARK);
            float n = y * y;
            float log = n > 0 ? (float) Math.log(p / n) : 0;
            intensity[i] = w * (p - n - n * log);
            factor[i] = w * (1 - n / p);
        }
    }

    @Override
    public void proximal(float[] intensity, float[] amplitude, float[] weights, float tau, float[] factor) {
        for (int i = 0; i < intensity.length; i++) {
            float y = amplitude[i];
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float b = 1 + 2 * tau;
            float x = (a + (float) Math.sqrt(a * a + 8 * tau * b * y * y)) / (2 * b);
            factor[i] = 1 + weights[i] * (x / a - 1);
        }
    }
}
