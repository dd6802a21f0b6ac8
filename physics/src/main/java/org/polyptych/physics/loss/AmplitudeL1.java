package org.polyptych.physics.loss;

/** |sqrt(I) - y|. Robust: outliers pull no harder than others. The proximal step is soft thresholding around y. */
public record AmplitudeL1() implements Loss {
    @Override
    public String name() {
        return "amplitude l1";
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        for (int i = from; i < to; i++) {
            float y = amplitude[i];
            float w = weights[i];
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float d = a - y;
            intensity[i] = w * Math.abs(d);
            factor[i] = w * Math.signum(d) / (2 * a);
        }
    }

    @Override
    public void proximal(float[] intensity, float[] amplitude, float[] weights, float tau, float[] factor) {
        for (int i = 0; i < intensity.length; i++) {
            float y = amplitude[i];
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float d = a - y;
            float x = y + Math.max(d - tau, 0) + Math.min(d + tau, 0);
            factor[i] = 1 + weights[i] * (x / a - 1);
        }
    }
}
