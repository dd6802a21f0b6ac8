package org.polyptych.physics.loss;

/** (I - y^2)^2. Follows the bright pixels; its proximal step solves a cubic by Newton's method. */
public record IntensityL2() implements Loss {
    private static final int NEWTON_STEPS = 60;

    /** The root of 4 tau x (x^2 - y^2) + x - a, on the branch that starts above both a and y. */
    private static float root(float a, float y, float tau) {
        double x = Math.max(a, y);
        for (int k = 0; k < NEWTON_STEPS; k++) {
            double slope = 4 * tau * (3 * x * x - (double) y * y) + 1;
            double step = (4 * tau * x * (x * x - (double) y * y) + x - a) / slope;
            x -= step;
            if (Math.abs(step) < 1e-9 * x) {
                break;
            }
        }
        return (float) x;
    }

    @Override
    public String name() {
        return "intensity l2";
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        for (int i = from; i < to; i++) {
            float y = amplitude[i];
            float w = weights[i];
            float d = intensity[i] - y * y;
            intensity[i] = w * d * d;
            factor[i] = w * 2 * d;
        }
    }

    @Override
    public void proximal(float[] intensity, float[] amplitude, float[] weights, float tau, float[] factor) {
        for (int i = 0; i < intensity.length; i++) {
            float y = amplitude[i];
            float a = (float) Math.sqrt(Math.max(intensity[i], DARK));
            float x = root(a, y, tau);
            factor[i] = 1 + weights[i] * (x / a - 1);
        }
    }
}
