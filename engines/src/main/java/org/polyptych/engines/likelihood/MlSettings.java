package org.polyptych.engines.likelihood;

import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.FrameStack;

/** Settings of maximum likelihood. */
public record MlSettings(
        @Setting(
                value = "gaussian",
                doc = "what is minimised: gaussian (intensities, weighted by 1 / (floor + counts)), poisson (counted"
                        + " photons) or euclidean (amplitudes, all alike)")
        Kind likelihood,

        @Setting(
                value = "auto",
                doc = "variance of a pixel beside that of its counts, for gaussian and poisson, in counts: a number, or"
                        + " auto (gaussian: 1 where the data are whole counts, as in the paper; else, and for poisson,"
                        + " 1% of the mean counts of a pixel)")
        String floor,

        @Setting(
                value = "0.1",
                doc = "preconditioner: gradients are divided by (1 - alpha) s + alpha max(s), with s the sum of |P|^2"
                        + " or |O|^2 over frames, above 0 to 1; 1 is one number for the object and one for the probe,"
                        + " as in the paper")
        double alpha,

        @Setting(value = "1", doc = "by how much the probe's part of a step is longer, above 0 to 100")
        double probeScale,

        @Setting(value = "1", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(
                value = "0",
                doc = "weight of the regulariser, which is the squared difference of neighbouring object pixels; 0 is"
                        + " none, up to 1e6")
        double smooth,

        @Setting(value = "false", doc = "true to let the intensity of every frame float")
        boolean floating) {

    /** What is minimised. */
    public enum Kind {
        /** {@link org.polyptych.engines.likelihood.Gaussian}. */
        GAUSSIAN,
        /** {@link org.polyptych.engines.likelihood.Poisson}. */
        POISSON,
        /** {@link org.polyptych.engines.likelihood.Euclidean}. */
        EUCLIDEAN
    }

    private static final String AUTO = "auto";
    private static final double SHARE_OF_MEAN = 0.01;

    public MlSettings {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must be above 0 and at most 1, got " + alpha);
        }
        if (!(probeScale > 0 && probeScale <= 100)) {
            throw new IllegalArgumentException("probeScale must be above 0 and at most 100, got " + probeScale);
        }
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
        if (!(smooth >= 0 && smooth <= 1e6)) {
            throw new IllegalArgumentException("smooth must be 0 to 1e6, got " + smooth);
        }
        if (!floor.equals(AUTO) && !(number(floor) > 0 && number(floor) <= 1e9)) {
            throw new IllegalArgumentException("floor must be auto or a number above 0, to 1e9, got '" + floor + "'");
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The likelihood, for the frames at hand. */
    Likelihood of(FrameStack frames) {
        return switch (likelihood) {
            case GAUSSIAN -> new Gaussian((float) floor(frames));
            case POISSON -> new Poisson((float) floor(frames));
            case EUCLIDEAN -> new Euclidean();
        };
    }

    /** What the loss is, before there are frames. */
    String lossName() {
        return switch (likelihood) {
            case GAUSSIAN -> new Gaussian(1).lossName();
            case POISSON -> new Poisson(1).lossName();
            case EUCLIDEAN -> new Euclidean().lossName();
        };
    }

    private double floor(FrameStack frames) {
        if (!floor.equals(AUTO)) {
            return number(floor);
        }
        if (likelihood == Kind.GAUSSIAN && frames.wholeCounts()) {
            return 1;
        }
        return SHARE_OF_MEAN * frames.totalCounts() / frames.count() / frames.goodPixels();
    }

    /** @throws BadInputException for a factor a frame beside a background */
    void check(boolean background) {
        if (background && floating) {
            throw new BadInputException("ml.floating=true finds a factor for all light of a frame, so that it does"
                    + " not go together with a background; leave one of them out");
        }
    }
}
