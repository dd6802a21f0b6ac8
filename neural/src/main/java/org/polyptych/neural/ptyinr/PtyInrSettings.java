package org.polyptych.neural.ptyinr;

import org.polyptych.core.settings.Setting;
import org.polyptych.engines.ReadOutNoise;
import org.polyptych.neural.torch.Device;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.loss.AmplitudeL1;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.BoundedPoisson;
import org.polyptych.physics.loss.Loss;
import org.polyptych.physics.loss.SmoothL1;

/** Settings of {@link PtyInr}. */
public record PtyInrSettings(
        @Setting(
                value = "default",
                doc = "where all other defaults come from: paper (sizes and settings of the paper: hours, or a graphics"
                        + " card), default, or fast (minutes; a smaller network, the probe on pixels)")
        Preset preset,

        @Setting(value = "cpu", doc = "where it works: cpu, or cuda (an NVIDIA card; the same as --device cuda)")
        Device device,

        @Setting(
                value = "siren",
                doc = "what makes the object: siren (networks of sine layers), hash (multiresolution hash encoding and"
                        + " ReLU layers) or pixels")
        Kind object,

        @Setting(
                value = "pixels",
                presets = {"paper=hash"},
                doc =
                        "what makes the probe: hash, siren, pixels, or hash_and_pixels (the sum of both: what pixels add is 0 at"
                                + " first)")
        Kind probe,

        @Setting(
                value = "256",
                presets = {"paper=512", "fast=128"},
                doc = "width of the sine layers, 8 to 4096")
        int width,

        @Setting(
                value = "2",
                presets = {"paper=3"},
                doc = "sine layers after the first, 0 to 20")
        int hidden,

        @Setting(
                value = "true",
                presets = {"paper=false"},
                doc = "true: one network of sine layers makes both parts of an image; false: one each")
        boolean shared,

        @Setting(
                value = "cartesian",
                presets = {"paper=polar"},
                doc =
                        "what networks make of an image: polar (amplitude, without its sign, and phase) or cartesian (real and"
                                + " imaginary part, which need not wind from one phase to another)")
        Form form,

        @Setting(
                value = "30",
                doc = "frequency of the first sine layer, above 0: higher follows finer detail and noise")
        double firstW0,

        @Setting(value = "30", doc = "frequency of the further sine layers, above 0")
        double hiddenW0,

        @Setting(
                value = "pixels",
                presets = {"paper=unit"},
                doc = "coordinates of the object's pixels: unit (0 to 1 from edge to edge), centred (-1 to 1) or pixels"
                        + " (-1 to 1 over 289 pixels, so that frequencies mean the same on any size)")
        Range coordinates,

        @Setting(
                value = "amplitude",
                presets = {"paper=smoothl1"},
                doc = "what is minimised: smoothl1 (squared error of amplitudes below beta, absolute above), l1,"
                        + " amplitude (squared error), poisson (counted photons) or readnoise (normal noise of the"
                        + " read-out, negative counts set to zero)")
        Likelihood likelihood,

        ReadOutNoise noise,

        @Setting(
                value = "0.01",
                doc =
                        "for smoothl1: where the two meet, relative to the amplitude that a probe pixel of 1 gives behind an"
                                + " object of 1, 1e-9 to 1e6")
        double beta,

        @Setting(
                value = "1",
                presets = {"paper=0.25"},
                doc = "what the mean amplitude of the object is for the network, 1e-6 to 1e6")
        double amplitude,

        @Setting(
                value = "false",
                presets = {"paper=true"},
                doc = "true: the probe is divided by its greatest amplitude whenever it is evaluated")
        boolean normalise,

        @Setting(
                value = "false",
                doc = "true: the probe's brightest pixel is brought to the middle whenever it is evaluated, as the"
                        + " published code does")
        boolean recentre,

        @Setting(
                value = "0",
                presets = {"paper=0.01"},
                doc = "lambda: what the mean amplitude of the probe adds to the mean loss of a pixel, 0 or more")
        double regularise,

        @Setting(value = "50", doc = "k: the last iteration in which it does, of each trial")
        int regulariseUntil,

        @Setting(
                value = "data",
                presets = {"paper=random"},
                doc = "where it starts: data (the run's starting object and probe, to which networks are fitted), or"
                        + " random (networks as they are drawn; pixels uniform from 0 to 1 in amplitude and phase)")
        Start start,

        @Setting(value = "500", doc = "steps in which a network is fitted to what it starts from, 0 or more")
        int fitSteps,

        @Setting(
                value = "3e-4",
                presets = {"paper=2e-5", "fast=5e-4"},
                doc = "Adam's rate for the object, above 0")
        double objectRate,

        @Setting(
                value = "3e-3",
                presets = {"paper=1e-5"},
                doc =
                        "Adam's rate for the probe, above 0: of pixels relative to the greatest amplitude; hash encodings want"
                                + " 1e-5 to 1e-4, and beside pixels take a three-hundredth of it")
        double probeRate,

        @Setting(
                value = "0.99",
                presets = {"paper=0.999"},
                doc = "how much of the mean squared gradient stays a step")
        double beta2,

        @Setting(
                value = "3000",
                presets = {"paper=0", "fast=1500"},
                doc = "iterations over which both rates fall to zero, along a half cosine; 0 keeps them")
        int decayOver,

        @Setting(value = "0", doc = "iterations over which the rates rise at first")
        int warmUp,

        @Setting(value = "0", doc = "frames of a step of the probe, neighbours in y; 0 is all frames at once")
        int batch,

        @Setting(
                value = "1",
                doc = "such steps for each step of the object, which is evaluated once for them, on the rows that they"
                        + " lie on")
        int batchesPerPass,

        @Setting(
                value = "1",
                doc =
                        "steps of the probe for each batch, 1 to 100: they cost little beside an evaluation of the object")
        int probeSteps,

        @Setting(
                value = "1.5",
                presets = {"paper=0"},
                doc =
                        "a gradient longer than so many times the recent mean length is cut to that, against the sudden losses"
                                + " of sine networks; 0 never cuts")
        double clip,

        @Setting(
                value = "3",
                presets = {"paper=1"},
                doc =
                        "short runs from other random weights before the long one, which goes on from that of the least loss,"
                                + " 1 to 100; 1 for none; none where the object is known or given or is no network's, positions are refined,"
                                + " frames are held out or a plateau may end the run")
        int trials,

        @Setting(value = "100", doc = "iterations of each of them")
        int trialLength,

        @Setting(
                value = "false",
                doc =
                        "true: each of them begins with the probe that the one before found, and draws the object's weights"
                                + " alone: a random probe leads the first object astray, and is found all the same")
        boolean passProbe,

        @Setting(value = "1", doc = "first iteration that updates the probe, of each trial")
        int probeFrom) {

    private static final String ENGINE = "ptyinr";

    /** Sizes and settings that go together. */
    public enum Preset {
        /** Those of the paper. */
        PAPER,
        /** In between. */
        DEFAULT,
        /** For minutes on a processor. */
        FAST
    }

    /** What an image is made by. */
    public enum Kind {
        /** Sine layers. */
        SIREN,
        /** Multiresolution hash encoding. */
        HASH,
        /** Nothing: its pixels are free. */
        PIXELS,
        /** The sum of a hash encoding, which finds its way from random numbers, and of free pixels, which are exact. */
        HASH_AND_PIXELS
    }

    /** What two real images of a network are. */
    public enum Form {
        /** Amplitude, from which the sign is taken, and phase. */
        POLAR,
        /** Real and imaginary part. */
        CARTESIAN
    }

    /** What the coordinates of the first and last pixel are. */
    public enum Range {
        /** From 0 to 1, as in the paper. */
        UNIT,
        /** From -1 to 1, as in the published code. */
        CENTRED,
        /** 0 in the middle, one a fixed number of pixels: frequencies mean the same on objects of any size. */
        PIXELS
    }

    /** What is minimised. */
    public enum Likelihood {
        /** {@link SmoothL1}. */
        SMOOTHL1,
        /** {@link AmplitudeL1}. */
        L1,
        /** {@link AmplitudeL2}. */
        AMPLITUDE,
        /** {@link BoundedPoisson}. */
        POISSON,
        /** {@link org.polyptych.physics.loss.ReadNoise}. */
        READNOISE
    }

    /** Where a run starts. */
    public enum Start {
        /** From a given or a usual start. */
        DATA,
        /** From random numbers. */
        RANDOM
    }

    public PtyInrSettings {
        if (object == Kind.HASH_AND_PIXELS) {
            throw new IllegalArgumentException("object must be siren, hash or pixels, got hash_and_pixels");
        }
        if (probe == Kind.HASH_AND_PIXELS && form == Form.POLAR) {
            throw new IllegalArgumentException(
                    "probe must be hash, siren or pixels where form is polar: hash_and_pixels adds real and imaginary parts");
        }
        between("width", width, 8, 4096);
        between("hidden", hidden, 0, 20);
        between("firstW0", firstW0, 1e-3, 1e6);
        between("hiddenW0", hiddenW0, 1e-3, 1e6);
        between("beta", beta, 1e-9, 1e6);
        between("amplitude", amplitude, 1e-6, 1e6);
        between("regularise", regularise, 0, 1e9);
        between("regulariseUntil", regulariseUntil, 0, Integer.MAX_VALUE);
        between("fitSteps", fitSteps, 0, 1_000_000);
        between("objectRate", objectRate, 1e-12, 1);
        between("probeRate", probeRate, 1e-12, 1);
        between("decayOver", decayOver, 0, Integer.MAX_VALUE);
        between("warmUp", warmUp, 0, Integer.MAX_VALUE);
        between("batch", batch, 0, Integer.MAX_VALUE);
        between("batchesPerPass", batchesPerPass, 1, Integer.MAX_VALUE);
        between("probeSteps", probeSteps, 1, 100);
        between("trials", trials, 1, 100);
        between("trialLength", trialLength, 1, 1_000_000);
        between("clip", clip, 0, 1e9);
        between("probeFrom", probeFrom, 1, Integer.MAX_VALUE);
        if (!(beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException("beta2 must be 0 or more and below 1, got " + beta2);
        }
    }

    private static void between(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " must be " + text(least) + " to " + text(most) + ", got " + text(value));
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e10
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /**
     * The loss, for the frames at hand.
     *
     * @param amplitude in counts^0.5, what a probe pixel of 1 gives behind an object of 1
     */
    Loss loss(double amplitude, FrameStack frames) {
        return switch (likelihood) {
            case SMOOTHL1 -> new SmoothL1((float) (beta * amplitude));
            case L1 -> new AmplitudeL1();
            case AMPLITUDE -> new AmplitudeL2();
            case POISSON -> new BoundedPoisson();
            case READNOISE -> noise.loss(ENGINE, frames);
        };
    }

    /** By what a loss is divided to be that of a network, whose amplitudes are in that unit: of a pixel. */
    double unit(double amplitude, double pixels) {
        return switch (likelihood) {
            case SMOOTHL1, L1 -> amplitude * pixels;
            case AMPLITUDE, POISSON -> amplitude * amplitude * pixels;
            case READNOISE -> pixels;
        };
    }

    /** By what a loss is divided so that four times the counts leave it as it is. */
    double relative(FrameStack frames) {
        return switch (likelihood) {
            case AMPLITUDE, POISSON -> frames.totalCounts();
            case SMOOTHL1, L1 -> Math.sqrt(frames.totalCounts() * frames.count() * frames.goodPixels());
            case READNOISE -> (double) frames.count() * frames.goodPixels();
        };
    }

    String lossName() {
        return switch (likelihood) {
            case AMPLITUDE -> "squared amplitude error, relative to the counts";
            case POISSON -> "negative log-likelihood of Poisson counts, less its least value, relative to the counts";
            case L1 -> "mean absolute amplitude error of a pixel, relative to the root mean counts";
            case READNOISE -> "mean negative log-likelihood of a pixel with read-out noise";
            case SMOOTHL1 -> "mean SmoothL1 error of a pixel's amplitude, relative to the root mean counts";
        };
    }

    /**
     * The share of its rates that an iteration takes.
     *
     * @param on iterations after the trials, from 1; 0 or less in them
     * @param own iterations of its weights, from 1
     */
    double share(int on, int own) {
        double rise = warmUp == 0 ? 1 : Math.min(1, own / (double) warmUp);
        double done = Math.clamp((on - 1.0) / Math.max(1, decayOver), 0, 1);
        return decayOver == 0 ? rise : rise * 0.5 * (1 + Math.cos(Math.PI * done));
    }
}
