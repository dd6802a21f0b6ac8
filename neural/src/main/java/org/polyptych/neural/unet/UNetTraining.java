package org.polyptych.neural.unet;

import org.polyptych.core.settings.Setting;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.Border;
import org.polyptych.neural.layer.Norm;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.train.Course;
import org.polyptych.neural.train.Schedule;
import org.polyptych.physics.simulation.NoiseSpec;

/** Settings of the training of a U-Net behind an engine. */
record UNetTraining(
        @Setting(
                value = "default",
                doc =
                        "where all other defaults come from: default, or paper (network and course of the paper: days on a"
                                + " processor)")
        Preset preset,

        @Setting(
                value = "400",
                presets = "paper=19000",
                doc =
                        "pairs that are simulated and reconstructed, 1 or more; each is made when it is first learned from, and kept"
                                + " in memory")
        int pairs,

        @Setting(value = "awf", doc = "the engine whose results are learned from, with its own settings as they are")
        String engine,

        @Setting(value = "300", presets = "paper=10000", doc = "iterations of that engine, 1 or more")
        int iterations,

        @Setting(value = "true", doc = "whether the pairs are reconstructed with the probe known")
        boolean known,

        @Setting(
                value = "scan",
                doc = "noise of the pairs: scan (Poisson, as many counts a frame as the scan has), or as for simulate")
        String noise,

        @Setting(value = "32", doc = "channels of the finest level, 4 to 512; each level below has twice as many")
        int base,

        @Setting(value = "3", presets = "paper=5", doc = "levels, 2 to 7")
        int levels,

        @Setting(
                value = "128",
                doc = "pixels along a side of the pieces that are learned, where the pairs are as large")
        int side,

        @Setting(value = "20", presets = "paper=800", doc = "rounds, 1 or more")
        int rounds,

        @Setting(value = "50", presets = "paper=1188", doc = "steps of a round, 1 to 1000000")
        int steps,

        @Setting(value = "8", presets = "paper=16", doc = "pieces of a step, 1 to 4096")
        int batch,

        @Setting(value = "0.001", presets = "paper=0.00002", doc = "rate of learning (Adam), above 0 to 1")
        double rate,

        @Setting(
                value = "cosine:warmUp=50",
                presets = "paper=constant",
                doc = "how the rate changes: constant, cosine, exponential, steps or plateau, with settings behind a"
                        + " colon")
        String schedule,

        @Setting(
                value = "0.01",
                doc =
                        "standard deviation of normal noise added to what the engine has made, in half of the steps, 0 to 1")
        double jitter,

        @Setting(value = "0.05", doc = "pairs to judge by, as a share of those to learn from, 0 to 0.5")
        double validation) {
    /** Where defaults come from. */
    enum Preset {
        DEFAULT,
        PAPER
    }

    UNetTraining {
        require(pairs >= 1, "pairs must be 1 or more, got " + pairs);
        require(iterations >= 1, "iterations must be 1 or more, got " + iterations);
        require(base >= 4 && base <= 512, "base must be 4 to 512, got " + base);
        require(levels >= 2 && levels <= 7, "levels must be 2 to 7, got " + levels);
        require(side >= 1 << (levels - 1), "side must be " + (1 << (levels - 1)) + " or more, got " + side);
        require(rounds >= 1, "rounds must be 1 or more, got " + rounds);
        require(steps >= 1 && steps <= 1_000_000, "steps must be 1 to 1000000, got " + steps);
        require(batch >= 1 && batch <= 4096, "batch must be 1 to 4096, got " + batch);
        require(rate > 0 && rate <= 1, "rate must be above 0 and at most 1, got " + rate);
        require(jitter >= 0 && jitter <= 1, "jitter must be 0 to 1, got " + jitter);
        require(validation >= 0 && validation <= 0.5, "validation must be 0 to 0.5, got " + validation);
        Schedule.parse(schedule);
        if (!noise.equals("scan")) {
            NoiseSpec.parse(noise);
        }
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }

    UNet.Settings network() {
        return network(base, levels);
    }

    /** Two channels to two, two convolutions a block. */
    static UNet.Settings network(int base, int levels) {
        return new UNet.Settings(
                2,
                2,
                UNet.Settings.doubling(levels - 1, base),
                2,
                Border.ZERO,
                Activation.SILU,
                Norm.GROUP,
                UNet.Order.NORM_THEN_ACTIVATION,
                UNet.Pooling.AVERAGE,
                UNet.Raising.NEAREST,
                Activation.IDENTITY,
                false);
    }

    Course course() {
        return Course.of(rounds, steps, batch).with(Schedule.parse(schedule)).withClip(1);
    }
}
