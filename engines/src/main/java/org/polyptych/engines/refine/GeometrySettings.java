package org.polyptych.engines.refine;

import org.polyptych.core.settings.Setting;

/** Settings of what is refined of the geometry: the plane of the probe and the distance to the detector. */
public record GeometrySettings(
        @Setting(
                value = "false",
                doc = "true: refine the distance in free space by which the probe is off its plane, one number; a"
                        + " known probe stays as it is but for that")
        boolean defocus,

        @Setting(
                value = "0",
                doc = "metres up and down the beam within which the plane of the starting probe is looked for before"
                        + " the first iteration, 0 to 1; 0: it is not")
        double searchDefocus,

        @Setting(
                value = "false",
                doc = "true: refine the distance to the detector, one number: in the far field the object's pixel, in"
                        + " the near field the distance over which waves are propagated")
        boolean distance,

        @Setting(value = "10", doc = "iterations, of a whole chain, before the first refinement; 1 or more")
        int from,

        @Setting(value = "2", doc = "iterations from one refinement to the next; 1 or more")
        int every,

        @Setting(value = "400", doc = "frames that a refinement looks at, at most, spread over the scan; 1 or more")
        int frames,

        @Setting(
                value = "0.15",
                doc = "how far the distance may get from what the scan says, as a share of it, above 0 to 0.5; in"
                        + " the far field the object gets the margin for it")
        double mostChange) {
    public GeometrySettings {
        if (!(searchDefocus >= 0 && searchDefocus <= 1)) {
            throw new IllegalArgumentException("searchDefocus must be 0 to 1 m, got " + searchDefocus);
        }
        requireCount("from", from);
        requireCount("every", every);
        requireCount("frames", frames);
        if (!(mostChange > 0 && mostChange <= 0.5)) {
            throw new IllegalArgumentException("mostChange must be above 0, to 0.5, got " + mostChange);
        }
    }

    private static void requireCount(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, got " + value);
        }
    }

    /** Whether anything is refined between iterations. */
    public boolean refines() {
        return defocus || distance;
    }

    /** Whether anything is asked for at all. */
    public boolean any() {
        return refines() || searchDefocus > 0;
    }

    /** Pixels that the object must reach beyond a scan of such an extent, for positions that a new pixel size spreads. */
    public int margin(double extent, double pixel) {
        return distance ? (int) Math.min(1e6, Math.ceil((1 / (1 - mostChange) - 1) * extent / 2 / pixel) + 1) : 0;
    }
}
