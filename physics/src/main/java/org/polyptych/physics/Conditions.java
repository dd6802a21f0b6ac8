package org.polyptych.physics;

/**
 * How frames were taken, beyond specimen, probe and positions. With S(k) the summed intensity of all modes, averaged over
 * the motion, frame j is predicted as I_j(k) = intensity_j S_j(k) + background(k).
 *
 * @param motion how the stage moves during each exposure; null if it stands still
 * @param background counts added to every frame, on the detector's grid as in files (in the far field with zero frequency at
 *     pixel N/2); masked pixels do not matter; null for none
 * @param intensity a factor a frame; null for 1
 */
public record Conditions(Motion motion, float[] background, double[] intensity) {
    /** A stage at rest, no background, a steady beam. */
    public static final Conditions NONE = new Conditions(null, null, null);

    /** True if there is nothing to consider. */
    public boolean none() {
        return motion == null && background == null && intensity == null;
    }

    /** Sub-positions a frame. */
    public int parts() {
        return motion == null ? 1 : motion.parts();
    }

    public Conditions withMotion(Motion other) {
        return new Conditions(other, background, intensity);
    }

    public Conditions withBackground(float[] other) {
        return new Conditions(motion, other, intensity);
    }

    public Conditions withIntensity(double[] other) {
        return new Conditions(motion, background, other);
    }
}
