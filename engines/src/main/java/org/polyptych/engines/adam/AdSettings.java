package org.polyptych.engines.adam;

import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.Setting;
import org.polyptych.engines.ReadOutNoise;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.loss.AmplitudeL1;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.BoundedPoisson;
import org.polyptych.physics.loss.Loss;
import org.polyptych.physics.loss.ReadNoise;
import org.polyptych.physics.loss.Saturated;
import org.polyptych.physics.loss.SmoothL1;

/** Settings of Adam. */
public record AdSettings(
        @Setting(
                value = "amplitude",
                doc = "what is minimised: amplitude (squared error), poisson (counted photons), l1 (absolute error of"
                        + " amplitudes), smoothl1 (squared below smoothBelow, absolute above) or readnoise (normal"
                        + " noise of the read-out, negative counts set to zero)")
        Kind likelihood,

        @Setting(
                value = "0.1",
                doc = "for smoothl1: where the two meet, relative to the root mean counts of a pixel, 1e-6 to 1e6")
        double smoothBelow,

        ReadOutNoise noise,

        @Setting(
                value = "0",
                doc =
                        "counts at which a pixel saturates: a reading as high or higher only says that there were at least as"
                                + " many; 0: none does")
        double saturation,

        @Setting(value = "0.03", doc = "step of an object pixel, relative to the amplitude of the object, above 0 to 1")
        double objectRate,

        @Setting(value = "0.03", doc = "step of a probe pixel, relative to the greatest |P|, above 0 to 1")
        double probeRate,

        @Setting(
                value = "0",
                doc = "iterations over which both steps fall to zero, along a half cosine; nothing changes afterwards;"
                        + " 0 keeps them")
        int decayOver,

        @Setting(
                value = "0",
                doc = "frames of a step, neighbours in y; an iteration takes as many steps as it needs for all frames;"
                        + " 0 is all frames at once")
        int batch,

        @Setting(value = "1", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(value = "0.9", doc = "how much of the mean gradient stays a step, 0 to below 1")
        double beta1,

        @Setting(value = "0.99", doc = "how much of the mean of |gradient|^2 stays a step, 0 to below 1")
        double beta2,

        @Setting(
                value = "0.001",
                doc =
                        "added to the root mean square gradient of every pixel, relative to the greatest: pixels with less"
                                + " of a gradient take shorter steps; above 0 to 1")
        double epsilon,

        @Setting(
                value = "false",
                doc = "true: the distances of the object's slices are fitted, from object.sliceSpacing")
        boolean fitSpacing,

        @Setting(value = "false", doc = "true: the length of a fly scan's motion is fitted, from fly.length")
        boolean fitMotion,

        @Setting(
                value = "false",
                doc =
                        "true: a background common to all frames is fitted, 0 or more on each pixel, from background.counts")
        boolean fitBackground,

        @Setting(value = "false", doc = "true: a factor on each frame's intensity is fitted; the mean factor is 1")
        boolean fitIntensity,

        @Setting(
                value = "0.01",
                doc =
                        "step of what is fitted beside object and probe: of distances and lengths relative to their start, of"
                                + " the background relative to the mean counts of a pixel; above 0 to 1")
        double fitRate,

        @Setting(value = "1", doc = "first iteration that fits them")
        int fitFrom,

        @Setting(
                value = "10",
                doc = "for probe.variations above 1: first iteration that fits variations and their weights; the probe"
                        + " is the same in every frame before")
        int variationsFrom,

        @Setting(value = "0.01", doc = "step of a weight, which is relative to the mean probe, above 0 to 1")
        double weightRate) {

    /** What is minimised. */
    public enum Kind {
        /** {@link AmplitudeL2}. */
        AMPLITUDE,
        /** {@link BoundedPoisson}. */
        POISSON,
        /** {@link AmplitudeL1}. */
        L1,
        /** {@link SmoothL1}. */
        SMOOTHL1,
        /** {@link ReadNoise}. */
        READNOISE
    }

    private static final String ENGINE = "ad";

    public AdSettings {
        if (!(saturation >= 0)) {
            throw new IllegalArgumentException("saturation must be 0 or more, got " + saturation);
        }
        checkShare("objectRate", objectRate);
        checkShare("probeRate", probeRate);
        checkShare("epsilon", epsilon);
        checkShare("fitRate", fitRate);
        checkCount("fitFrom", fitFrom, 1);
        checkCount("variationsFrom", variationsFrom, 1);
        checkShare("weightRate", weightRate);
        checkMemory("beta1", beta1);
        checkMemory("beta2", beta2);
        if (!(smoothBelow >= 1e-6 && smoothBelow <= 1e6)) {
            throw new IllegalArgumentException("smoothBelow must be 1e-6 to 1e6, got " + smoothBelow);
        }
        checkCount("decayOver", decayOver, 0);
        checkCount("batch", batch, 0);
        checkCount("probeFrom", probeFrom, 1);
    }

    private static void checkShare(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, got " + value);
        }
    }

    private static void checkMemory(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be 0 or more and below 1, got " + value);
        }
    }

    private static void checkCount(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more, got " + value);
        }
    }

    /** @throws BadInputException for a noise of the detector's pixels where the model's are others */
    void check(int upsample) {
        if (likelihood == Kind.READNOISE) {
            ReadOutNoise.requireDetectorPixels(ENGINE, upsample);
        }
    }

    /**
     * The loss, for the frames at hand.
     *
     * @param upsample pixels of the model along one of the detector, among which its counts are spread evenly
     */
    public Loss loss(FrameStack frames, int upsample) {
        Loss unlimited = unlimited(frames);
        return saturation == 0 ? unlimited : new Saturated(unlimited, saturation / ((double) upsample * upsample));
    }

    private Loss unlimited(FrameStack frames) {
        return switch (likelihood) {
            case AMPLITUDE -> new AmplitudeL2();
            case POISSON -> new BoundedPoisson();
            case L1 -> new AmplitudeL1();
            case SMOOTHL1 ->
                new SmoothL1(
                        (float) (smoothBelow * Math.sqrt(frames.totalCounts() / frames.count() / frames.goodPixels())));
            case READNOISE -> noise.loss(ENGINE, frames);
        };
    }

    /** By what a loss is divided so that four times the counts leave it as it is. */
    public double unit(double counts, double frames, double goodPixels) {
        return switch (likelihood) {
            case AMPLITUDE, POISSON -> counts;
            case L1, SMOOTHL1 -> Math.sqrt(counts * frames * goodPixels);
            case READNOISE -> frames * goodPixels;
        };
    }

    /** What the loss is. */
    public String lossName() {
        return switch (likelihood) {
            case AMPLITUDE -> "squared amplitude error, relative to the counts";
            case POISSON -> "negative log-likelihood of Poisson counts, less its least value, relative to the counts";
            case L1 -> "mean absolute amplitude error of a pixel, relative to the root mean counts";
            case SMOOTHL1 -> "mean SmoothL1 error of a pixel's amplitude, relative to the root mean counts";
            case READNOISE -> "mean negative log-likelihood of a pixel with read-out noise";
        };
    }

    /** The share of its step that an iteration takes, counted from 1. */
    public double decay(int iteration) {
        return decayOver == 0 ? 1 : 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (iteration - 1.0) / decayOver)));
    }
}
