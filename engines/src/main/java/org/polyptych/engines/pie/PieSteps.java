package org.polyptych.engines.pie;

/**
 * What the sweeps are told by the settings of an engine.
 *
 * @param alpha regularisation of the object update, 1 for ePIE
 * @param probeAlpha regularisation of the probe update, 1 for ePIE
 * @param step length of the object step
 * @param probeStep length of the probe step
 * @param probeFrom first iteration that updates the probe
 * @param batch frames that share an update, 1 for the exact sequential order
 * @param fixesPower true to give the probe the mean counts of a frame as its power after each iteration
 */
record PieSteps(
        double alpha, double probeAlpha, double step, double probeStep, int probeFrom, int batch, boolean fixesPower) {
    PieSteps {
        requireShare("alpha", alpha);
        requireShare("probeAlpha", probeAlpha);
        requireShare("step", step);
        requireShare("probeStep", probeStep);
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
        if (batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("batch must be 1 to 4096 frames, got " + batch);
        }
    }

    /** What the {@link Guard} leaves of them: shorter steps, and more regularisation by the same factor. */
    PieSteps shortened(double length) {
        return length == 1
                ? this
                : new PieSteps(
                        Math.min(1, alpha / length),
                        Math.min(1, probeAlpha / length),
                        step * length,
                        probeStep * length,
                        probeFrom,
                        batch,
                        fixesPower);
    }

    static void requireShare(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, got " + value);
        }
    }
}
