package org.polyptych.neural.dgp;

import org.polyptych.core.settings.Setting;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.torch.Device;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.BoundedPoisson;
import org.polyptych.physics.loss.Loss;

/** Settings of {@link Dgp}. */
public record DgpSettings(
        @Setting(value = "cpu", doc = "where it works: cpu, or cuda (an NVIDIA card; the same as --device cuda)")
        Device device,

        @Setting(value = "network", doc = "what makes the object: network (a U-Net), or pixels")
        ObjectKind object,

        @Setting(
                value = "network",
                doc =
                        "what makes the probe: network (a U-Net), pixels, or lens (the probe that the run begins with behind"
                                + " aberrations up to third order)")
        ProbeKind probe,

        @Setting(value = "3", doc = "levels of the object's network, if it has one, 1 to 7")
        int levels,

        @Setting(value = "16", doc = "filters on its finest level, 1 to 512; each level below has twice as many")
        int filters,

        @Setting(value = "3", doc = "levels of the probe's network, if it has one, 1 to 7")
        int probeLevels,

        @Setting(value = "16", doc = "filters on its finest level, 1 to 512")
        int probeFilters,

        @Setting(
                value = "auto",
                doc =
                        "what networks are given: start (object and probe that the run begins with), noise (numbers drawn once), or"
                                + " auto (noise in the place of a flat object, whose pixels no convolution could tell apart, else"
                                + " start)")
        Input input,

        @Setting(
                value = "0.025",
                doc =
                        "standard deviation of the noise that each pass adds to each channel of it: real and imaginary part, as a"
                                + " share of the root mean square, or phase, in radians; 0 to 10")
        double noise,

        @Setting(
                value = "50",
                doc =
                        "steps in which the object's network learns to give back the object that the run begins with, 0 to"
                                + " 100000")
        int pretrain,

        @Setting(value = "50", doc = "the same of the probe's network, 0 to 100000")
        int probePretrain,

        @Setting(value = "0.005", doc = "Adam's rate in those, above 0 to 1")
        double pretrainRate,

        @Setting(
                value = "amplitude",
                doc = "what is minimised: amplitude (squared error), or poisson (counted photons)")
        Likelihood likelihood,

        @Setting(value = "0.002", doc = "Adam's rate for the object's network, above 0 to 1")
        double objectRate,

        @Setting(value = "0.002", doc = "Adam's rate for the probe's network, above 0 to 1")
        double probeRate,

        @Setting(
                value = "0.01",
                doc = "Adam's rate for what no network makes: pixels, relative to the object's root mean square and the"
                        + " probe's greatest amplitude, phases and aberrations in radians; above 0 to 1")
        double pixelRate,

        @Setting(
                value = "off",
                doc =
                        "whether patterns that wander over the detector are followed, in the far field: off, or plane (linearly with"
                                + " the scan position)")
        DescanKind descan,

        @Setting(value = "0.1", doc = "Adam's rate for that, in detector pixels, above 0 to 1")
        double descanRate,

        @Setting(value = "0", doc = "iterations over which all rates fall to zero, along a half cosine; 0 keeps them")
        int decayOver,

        @Setting(
                value = "10",
                doc = "passes over which the rates of object and probe rise to what they are, linearly, 0 or more")
        int warmUp,

        @Setting(
                value = "64",
                doc =
                        "frames for each pass of the networks, drawn anew in each iteration, 0 or more; 0 is all frames at once")
        int batch,

        @Setting(value = "1", doc = "first iteration that changes the probe, 1 or more")
        int probeFrom,

        @Setting(
                value = "true",
                doc = "whether the modes of the probe are made orthogonal, the brightest first, whenever they are made")
        boolean orthogonal,

        @Setting(
                value = "0",
                doc = "iterations at the beginning in which all slices of the object are the same, 0 or more")
        int identicalUntil,

        @Setting(value = "0", doc = "weight of the total variation of the object in its plane, 0 or more")
        double tv,

        @Setting(value = "0", doc = "weight of the total variation from slice to slice, 0 or more")
        double tvZ,

        @Setting(value = "0", doc = "weight of what the first and the last slice have of an object, 0 or more")
        double surface) {
    private static final int MOST_LEVELS = 7;
    private static final int MOST_FILTERS = 512;

    /** What an object is made by. */
    public enum ObjectKind {
        /** A U-Net. */
        NETWORK,
        /** Nothing: its pixels are free. */
        PIXELS
    }

    /** What a probe is made by. */
    public enum ProbeKind {
        /** A U-Net. */
        NETWORK,
        /** Nothing: its pixels are free. */
        PIXELS,
        /** {@link LensGenerator}. */
        LENS
    }

    /** How patterns may wander over the detector. */
    public enum DescanKind {
        /** Not at all. */
        OFF,
        /** {@link DescanPlane}. */
        PLANE
    }

    /** What networks are given. */
    public enum Input {
        /** {@link #NOISE} where the start is flat, else {@link #START}. */
        AUTO,
        /** What the run begins with. */
        START,
        /** Numbers drawn once. */
        NOISE
    }

    /** What is minimised. */
    public enum Likelihood {
        /** {@link AmplitudeL2}. */
        AMPLITUDE,
        /** {@link BoundedPoisson}. */
        POISSON
    }

    public DgpSettings {
        inRange("levels", levels, 1, MOST_LEVELS);
        inRange("filters", filters, 1, MOST_FILTERS);
        inRange("probeLevels", probeLevels, 1, MOST_LEVELS);
        inRange("probeFilters", probeFilters, 1, MOST_FILTERS);
        if (!(noise >= 0 && noise <= 10)) {
            throw new IllegalArgumentException("noise must be 0 to 10, got " + noise);
        }
        inRange("pretrain", pretrain, 0, 100_000);
        inRange("probePretrain", probePretrain, 0, 100_000);
        share("pretrainRate", pretrainRate);
        share("objectRate", objectRate);
        share("probeRate", probeRate);
        share("pixelRate", pixelRate);
        share("descanRate", descanRate);
        inRange("decayOver", decayOver, 0, Integer.MAX_VALUE);
        inRange("warmUp", warmUp, 0, Integer.MAX_VALUE);
        inRange("batch", batch, 0, Integer.MAX_VALUE);
        inRange("probeFrom", probeFrom, 1, Integer.MAX_VALUE);
        inRange("identicalUntil", identicalUntil, 0, Integer.MAX_VALUE);
        weight("tv", tv);
        weight("tvZ", tvZ);
        weight("surface", surface);
    }

    private static void inRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least
                    + (most == Integer.MAX_VALUE ? " or more" : " to " + most) + ", got " + value);
        }
    }

    private static void share(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, got " + value);
        }
    }

    private static void weight(String name, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be 0 or more, got " + value);
        }
    }

    UNet.Settings objectNetwork(ObjectForm form, int slices) {
        UNet.Settings network = UNet.Settings.deepPrior(slices, levels, filters).withLast(form.last());
        return form.complex() ? network.ofComplex() : network;
    }

    UNet.Settings probeNetwork(int modes) {
        return UNet.Settings.deepPrior(modes, probeLevels, probeFilters).ofComplex();
    }

    SoftTerms softTerms() {
        return new SoftTerms(tv, tvZ, surface);
    }

    Loss loss() {
        return likelihood == Likelihood.AMPLITUDE ? new AmplitudeL2() : new BoundedPoisson();
    }

    String lossName() {
        return likelihood == Likelihood.AMPLITUDE
                ? "squared amplitude error, relative to the counts"
                : "negative log-likelihood of Poisson counts, less its least value, relative to the counts";
    }

    /** Frames of a pass. */
    int batch(FrameStack frames) {
        return batch == 0 ? frames.count() : Math.min(batch, frames.count());
    }

    /** The share of its rate that an iteration takes, counted from 1. */
    double decay(int iteration) {
        return decayOver == 0 ? 1 : 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (iteration - 1.0) / decayOver)));
    }
}
