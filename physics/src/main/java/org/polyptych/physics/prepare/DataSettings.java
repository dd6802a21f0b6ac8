package org.polyptych.physics.prepare;

import org.polyptych.core.settings.Setting;

/**
 * What is done to a scan before it is reconstructed.
 *
 * @param reject which frames are left out
 * @param rejectAtMost the largest share of frames that may be left out
 * @param region where frames must lie
 * @param mask how bad pixels are found
 * @param subtractBackground whether a measured background is taken off the counts
 * @param crop pixels of the detector that are kept, 0 for all
 * @param bin detector pixels of a side that are added to one, 1 for none
 * @param upsample pixels of the model along a pixel of the detector, 1 where they are the same
 * @param stream where the frames are meanwhile
 */
public record DataSettings(
        @Setting(
                value = "empty",
                doc = "frames to leave out: empty (those without a single count), auto (also those that hold NaN, or"
                        + " whose counts or lit pixels are far from the scan's median), or none (an engine refuses an"
                        + " empty frame)")
        Reject reject,

        @Setting(value = "0.25", doc = "the largest share of frames that may be left out, 0 to 1; more is an error")
        double rejectAtMost,

        @Setting(
                value = Region.ALL,
                doc = "keep frames whose positions lie here: y0:y1,x0:x1 in um (+y down, +x right; an end may be left"
                        + " out), or all")
        String region,

        @Setting(
                value = "file",
                doc = "bad pixels: file (the mask of the scan and of mask-file), or auto (also hot, dead and stuck"
                        + " pixels found by statistics over the frames)")
        MaskFrom mask,

        @Setting(
                value = "false",
                doc = "true: a measured background is taken off the counts, and what falls below 0 counts as 0, so that"
                        + " any engine can go on; false: it is modelled, by engines that can")
        boolean subtractBackground,

        @Setting(
                value = "0",
                doc = "use only the central N x N detector pixels, N even; the specimen pixel grows in proportion; 0"
                        + " for the whole detector")
        int crop,

        @Setting(
                value = "1",
                doc = "adds bin x bin detector pixels to one, after crop; in the far field the specimen pixel stays and"
                        + " the probe's window shrinks, in the near field the specimen pixel grows; 1 for none, to 64")
        int bin,

        @Setting(
                value = "1",
                doc = "pixels of the model along a detector pixel, which adds them up: a far-field probe may be so many"
                        + " times as wide as the detector's pixels allow otherwise; after bin; 1 for none, to 8")
        int upsample,

        @Setting(
                value = "auto",
                doc = "frames while the engine works, with the same result: false (all in memory), compressed (as many"
                        + " as the memory holds, packed; the others are read whenever needed), true (each is read"
                        + " whenever needed), or auto (false where it fits the memory, else compressed, for engines that"
                        + " keep nothing of a frame)")
        Stream stream) {

    /** Where frames are while an engine works. */
    public enum Stream {
        /** What fits the memory. */
        AUTO,
        /** All in the file. */
        TRUE,
        /** All in memory. */
        FALSE,
        /** Packed in memory, as many as it holds. */
        COMPRESSED
    }

    /** Which frames are left out. */
    public enum Reject {
        /** None. */
        NONE,
        /** Those that no method can use. */
        EMPTY,
        /** Also those that do not look like the others. */
        AUTO
    }

    /** Where the mask comes from. */
    public enum MaskFrom {
        /** The scan file and the mask file. */
        FILE,
        /** Also from statistics. */
        AUTO
    }

    public DataSettings {
        if (!(rejectAtMost >= 0 && rejectAtMost <= 1)) {
            throw new IllegalArgumentException("rejectAtMost must be 0 to 1, got " + rejectAtMost);
        }
        Region.parse(region);
        if (crop < 0 || crop % 2 != 0) {
            throw new IllegalArgumentException("crop must be an even number of pixels, or 0 for all, got " + crop);
        }
        if (upsample < 1 || upsample > 8) {
            throw new IllegalArgumentException("upsample must be 1 (none) to 8 pixels, got " + upsample);
        }
        if (bin < 1 || bin > 64) {
            throw new IllegalArgumentException("bin must be 1 (none) to 64 pixels, got " + bin);
        }
    }
}
