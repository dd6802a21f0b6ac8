package org.polyptych.engines.refine;

import org.polyptych.core.settings.Setting;

/** Settings of the positions. */
public record PositionSettings(
        @Setting(
                value = "false",
                doc = "true: round to whole pixels, faster and coarser; false: honour the fraction by a"
                        + " Fourier shift of the probe")
        boolean round,

        @Setting(value = "false", doc = "true: refine the positions during the reconstruction")
        boolean refine,

        @Setting(value = "10", doc = "iterations, of a whole chain, before positions are first refined; 1 or more")
        int refineFrom,

        @Setting(value = "1", doc = "iterations from one refinement to the next; 1 or more")
        int refineEvery,

        @Setting(value = "1", doc = "the longest step of a frame in one refinement, in pixels, above 0 to 100")
        double maxStep,

        @Setting(
                value = "10",
                doc = "how far a frame may get from where the scan says, in pixels, above 0 to 1000; the object"
                        + " gets as much margin")
        double maxShift,

        @Setting(
                value = "0",
                doc =
                        "spread of random trial shifts at the first refinement, in pixels, 0 to 100, falling to 0 but"
                                + " for frames with twice the median error or correction (annealing, for large errors); 0: none")
        double anneal,

        @Setting(value = "50", doc = "refinements over which trial shifts fall to 0; 1 or more")
        int annealSteps,

        @Setting(value = "4", doc = "trial shifts of each frame in one refinement while annealing, 1 to 100")
        int annealTrials,

        @Setting(
                value = "free",
                doc = "the affine part of all corrections (scale, rotation, shear): free (no part of its own),"
                        + " robust (fitted; maxShift counts from it), only (nothing else is corrected) or removed"
                        + " (left uncorrected)")
        Affine affine) {
    public PositionSettings {
        if (round && refine) {
            throw new IllegalArgumentException(
                    "round and positions.refine are both true, but refined positions have fractions of a pixel;"
                            + " set one of them to false");
        }
        requireCount("refineFrom", refineFrom);
        requireCount("refineEvery", refineEvery);
        requireLength("maxStep", maxStep, 100);
        requireLength("maxShift", maxShift, 1000);
        if (!(anneal >= 0 && anneal <= 100)) {
            throw new IllegalArgumentException("anneal must be 0 to 100 pixels, got " + anneal);
        }
        requireCount("annealSteps", annealSteps);
        if (annealTrials < 1 || annealTrials > 100) {
            throw new IllegalArgumentException("annealTrials must be 1 to 100, got " + annealTrials);
        }
    }

    private static void requireCount(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, got " + value);
        }
    }

    private static void requireLength(String name, double value, double most) {
        if (!(value > 0 && value <= most)) {
            throw new IllegalArgumentException(name + " must be above 0, to " + (int) most + " pixels, got " + value);
        }
    }

    /** Pixels that the object must reach beyond the scan, for frames that move. */
    public int margin() {
        return refine ? (int) Math.ceil(maxShift) : 0;
    }

    /** What an affine map of all positions (scale, rotation, shear of the stage) means for refined ones. */
    public enum Affine {
        /** It is fitted to be reported only: every frame moves for itself. */
        FREE,
        /** Every frame moves for itself, but {@code positions.maxShift} is counted from the fitted map. */
        ROBUST,
        /** Frames move as the fitted map says and in no other way. */
        ONLY,
        /** The fitted map is taken out of the corrections: the stage's scale and angles are right. */
        REMOVED
    }
}
