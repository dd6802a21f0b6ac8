package org.polyptych.physics;

/**
 * How frames were taken, beyond specimen, probe and positions. With S(k) the summed intensity of all modes, averaged over
 * the motion, frame j is predicted as I_j(k) = intensity_j S_j(k) + background(k). Where the beam drifts, mode m of the
 * probe of frame j is
 *
 * <pre>P_jm = sum over variations v of weights[j][v] probe.mode(v, m)</pre>
 *
 * <p>with the same weights for every mode, as a beam moves with all its modes (orthogonal probe relaxation: M. Odstrcil and
 * others, Optics Express 24, 8360, 2016, where there is but one mode). Weights of 0 and 1 give every frame one of several
 * probes.
 *
 * @param motion how the stage moves during each exposure; null if it stands still
 * @param background counts added to every frame, on the detector's grid as in files (in the far field with zero frequency at
 *     pixel N/2); masked pixels do not matter; null for none
 * @param intensity a factor a frame; null for 1
 * @param weights [frame][variation], without unit; null for variation 0 alone in every frame
 * @param upsample pixels of the model along a pixel of the detector, which sees the sum of those that it covers: I_j above is
 *     then their mean, on each of them; 1 where both are the same
 * @param descan how far each pattern lies off on the detector, in the far field; null for not at all
 */
public record Conditions(
        Motion motion, float[] background, double[] intensity, double[][] weights, int upsample, Descan descan) {
    /** A stage at rest, no background, a steady beam. */
    public static final Conditions NONE = new Conditions(null, null, null);

    /** With variation 0 of the probe in every frame. */
    public Conditions(Motion motion, float[] background, double[] intensity) {
        this(motion, background, intensity, null);
    }

    /** On a detector whose pixels are the model's. */
    public Conditions(Motion motion, float[] background, double[] intensity, double[][] weights) {
        this(motion, background, intensity, weights, 1, null);
    }

    /** True if there is nothing to consider. */
    public boolean none() {
        return motion == null
                && background == null
                && intensity == null
                && weights == null
                && upsample == 1
                && descan == null;
    }

    /** Sub-positions a frame. */
    public int parts() {
        return motion == null ? 1 : motion.parts();
    }

    public Conditions withMotion(Motion other) {
        return new Conditions(other, background, intensity, weights, upsample, descan);
    }

    public Conditions withBackground(float[] other) {
        return new Conditions(motion, other, intensity, weights, upsample, descan);
    }

    public Conditions withIntensity(double[] other) {
        return new Conditions(motion, background, other, weights, upsample, descan);
    }

    public Conditions withWeights(double[][] other) {
        return new Conditions(motion, background, intensity, other, upsample, descan);
    }

    public Conditions withUpsample(int other) {
        return new Conditions(motion, background, intensity, weights, other, descan);
    }

    public Conditions withDescan(Descan other) {
        return new Conditions(motion, background, intensity, weights, upsample, other);
    }
}
