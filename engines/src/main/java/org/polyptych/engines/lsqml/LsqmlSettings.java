package org.polyptych.engines.lsqml;

import org.polyptych.core.settings.Setting;

/** Settings of LSQML. */
public record LsqmlSettings(
        @Setting(
                value = "gaussian",
                doc =
                        "what the counts are taken for: gaussian (amplitudes with equal errors; robust) or poisson (counted"
                                + " photons)")
        Likelihood likelihood,

        @Setting(
                value = "sparse",
                doc = "which frames share an update: sparse (spread over the scan, drawn anew each iteration; fastest),"
                        + " compact (neighbours) or one (all)")
        Grouping batches,

        @Setting(
                value = "0",
                doc = "most frames that share an update; each takes the memory of an exit wave while its batch is"
                        + " worked on; 0 for as many as light the scanned area four times,"
                        + " 128 at most, and for compact batches 128")
        int batch,

        @Setting(value = "0.9", doc = "share of the best step length that is taken, above 0 to 1")
        double step,

        @Setting(value = "2", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(
                value = "0.5",
                doc = "gain of the momentum, 0 (none) to 1: how much of the velocity that built up is added after each"
                        + " iteration")
        double momentum,

        @Setting(value = "4", doc = "first iteration after which momentum may be added, 4 or more")
        int momentumFrom) {

    private static final int MOST_CHOSEN = 128;

    /** Which frames share an update. */
    public enum Grouping {
        /** Neighbours. */
        COMPACT,
        /** Frames spread over the scan, drawn at random. */
        SPARSE,
        /** All frames. */
        ONE
    }

    public LsqmlSettings {
        if (batch < 0 || batch > 1_000_000) {
            throw new IllegalArgumentException("batch must be 0 to 1000000 frames, got " + batch);
        }
        if (!(step > 0 && step <= 1)) {
            throw new IllegalArgumentException("step must be above 0 and at most 1, got " + step);
        }
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("momentum must be 0 to 1, got " + momentum);
        }
        if (momentumFrom < 4) {
            throw new IllegalArgumentException("momentumFrom must be 4 or more, got " + momentumFrom);
        }
    }

    /**
     * The most frames in a batch of a scan of so many.
     *
     * @param fourfold as many frames as light the scanned area four times
     */
    int mostFrames(int frames, double fourfold) {
        if (batches == Grouping.ONE) {
            return frames;
        }
        long chosen = batches == Grouping.COMPACT ? MOST_CHOSEN : Math.clamp(Math.round(fourfold), 1, MOST_CHOSEN);
        return (int) Math.min(frames, batch > 0 ? batch : chosen);
    }

    /** {@link #mostFrames(int, double)} before the probe is known. */
    int mostFrames(int frames) {
        return mostFrames(frames, MOST_CHOSEN);
    }
}
