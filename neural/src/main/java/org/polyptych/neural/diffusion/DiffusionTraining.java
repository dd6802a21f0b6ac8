package org.polyptych.neural.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.settings.Setting;
import org.polyptych.neural.train.Course;
import org.polyptych.neural.train.Schedule;

/** Settings of the training of a diffusion prior. */
record DiffusionTraining(
        @Setting(
                value = "default",
                doc = "where all other defaults come from: quick (minutes), default (hours), or paper (network and"
                        + " course of the paper: a graphics card)")
        Preset preset,

        @Setting(
                value = "real_imaginary",
                presets = "paper=amplitude_phase",
                doc = "what the prior has for an object: real_imaginary (without the mean), or amplitude_phase (each"
                        + " from its range to -1 to 1)")
        Channels.Kind channels,

        @Setting(
                value = "edm",
                presets = "paper=ddpm",
                doc = "what is learned at which noise: edm (preconditioned, ln sigma normal), or ddpm (the noise, 1000"
                        + " steps of linear betas 1e-4 to 0.02)")
        Preconditioning.Kind noise,

        @Setting(
                value = "128",
                presets = "quick=64",
                doc = "pixels along a side of a patch, a multiple of stem x 2^(levels - 1)")
        int side,

        @Setting(
                value = "2",
                presets = "paper=1",
                doc = "pixels along a side that become channels at first, 1 to 8; 1: none do")
        int stem,

        @Setting(
                value = "48",
                presets = {"quick=32", "paper=128"},
                doc = "channels of the first level, a multiple of 4 up to 1024; below 32 wastes the processor")
        int base,

        @Setting(
                value = "1,2,2",
                presets = {"quick=1,2,3", "paper=1,1,2,3,4"},
                doc = "channels of each level in units of base, from the finest level down")
        String multipliers,

        @Setting(value = "2", presets = "quick=1", doc = "residual blocks of a level on the way down, 1 to 8")
        int blocks,

        @Setting(
                value = "2",
                presets = "paper=2,3,4",
                doc = "levels that have attention, 0 the finest; none: none has, nor has the middle")
        String attention,

        @Setting(value = "32", presets = "paper=64", doc = "channels of a head of attention")
        int headChannels,

        @Setting(
                value = "100000",
                doc = "different patches drawn from the images, 1 or more; each is made when it is learned")
        int patches,

        @Setting(
                value = "0.5",
                presets = "paper=1",
                doc =
                        "share of the patches that are turned by any angle and enlarged or shrunk, which takes a little of"
                                + " the finest detail, 0 to 1; the others are turned by quarter turns and mirrored")
        double turned,

        @Setting(value = "1.25", doc = "the greatest factor by which they are enlarged or shrunk, 1 to 4")
        double zoom,

        @Setting(
                value = "30",
                presets = {"quick=14", "paper=130"},
                doc = "rounds, 1 or more")
        int rounds,

        @Setting(value = "200", presets = "paper=1000", doc = "steps of a round, 1 to 1000000")
        int steps,

        @Setting(value = "8", doc = "patches of a step, 1 to 4096")
        int batch,

        @Setting(
                value = "0.0005",
                presets = {"quick=0.001", "paper=0.0001"},
                doc = "rate of learning (Adam), above 0 to 1")
        double rate,

        @Setting(
                value = "cosine:warmUp=100",
                presets = "paper=constant",
                doc = "how the rate changes: constant, cosine, exponential, steps or plateau, with settings behind a"
                        + " colon")
        String schedule,

        @Setting(
                value = "1",
                presets = "paper=0",
                doc = "the most that the length of all gradients together may be; 0: not clipped")
        double clip,

        @Setting(
                value = "0.999",
                presets = {"quick=0.99", "paper=0.9999"},
                doc = "decay of the moving average of the weights, which is what is kept, 0 to 1; 0: none")
        double average,

        @Setting(
                value = "0.1",
                doc = "share of each image set apart to judge by, a strip at the end of its longer side, 0 to 0.5")
        double validation,

        @Setting(
                value = "4",
                doc =
                        "patches made of noise alone after each round, for the picture beside the model, 0 to 16; 0: none")
        int samples) {
    private static final String NONE = "none";

    /** Where defaults come from. */
    enum Preset {
        QUICK,
        DEFAULT,
        PAPER
    }

    DiffusionTraining {
        require(patches >= 1, "patches must be 1 or more, got " + patches);
        require(turned >= 0 && turned <= 1, "turned must be 0 to 1, got " + turned);
        require(zoom >= 1 && zoom <= 4, "zoom must be 1 to 4, got " + zoom);
        require(rounds >= 1, "rounds must be 1 or more, got " + rounds);
        require(steps >= 1 && steps <= 1_000_000, "steps must be 1 to 1000000, got " + steps);
        require(batch >= 1 && batch <= 4096, "batch must be 1 to 4096, got " + batch);
        require(rate > 0 && rate <= 1, "rate must be above 0 and at most 1, got " + rate);
        require(clip >= 0, "clip must be 0 or more, got " + clip);
        require(average >= 0 && average < 1, "average must be 0 or more and below 1, got " + average);
        require(validation >= 0 && validation <= 0.5, "validation must be 0 to 0.5, got " + validation);
        require(samples >= 0 && samples <= 16, "samples must be 0 to 16, got " + samples);
        Schedule.parse(schedule);
        Layout.Settings network = network(stem, base, multipliers, blocks, attention, headChannels);
        require(
                side >= network.multiple() && side <= 4096 && side % network.multiple() == 0,
                "side must be a multiple of " + network.multiple() + " (stem x 2^(levels - 1)) up to 4096, got "
                        + side);
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }

    Layout.Settings network() {
        return network(stem, base, multipliers, blocks, attention, headChannels);
    }

    private static Layout.Settings network(
            int stem, int base, String multipliers, int blocks, String attention, int headChannels) {
        return new Layout.Settings(
                stem,
                base,
                numbers("multipliers", multipliers),
                blocks,
                attention.equals(NONE) ? List.of() : numbers("attention", attention),
                headChannels);
    }

    private static List<Integer> numbers(String name, String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                numbers.add(Integer.parseInt(part.strip()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        name + " must be whole numbers with commas between them, got '" + text + "'", e);
            }
        }
        return numbers;
    }

    Course course() {
        Course course =
                Course.of(rounds, steps, batch).with(Schedule.parse(schedule)).withClip(clip);
        return average > 0 ? course.withAverage(average) : course;
    }
}
