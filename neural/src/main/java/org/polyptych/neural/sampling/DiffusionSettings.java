package org.polyptych.neural.sampling;

import org.polyptych.core.settings.Setting;

/** Settings of {@link DiffusionEngine}. */
public record DiffusionSettings(
        PriorChoice prior,

        @Setting(value = "60", doc = "levels of noise, one an iteration, 2 to 100000")
        int levels,

        @Setting(value = "1", doc = "noise of the first level, in the prior's channels, up to 1000")
        double from,

        @Setting(value = "0.03", doc = "noise of the last level, in the prior's channels, above 0 and below from")
        double to,

        @Setting(
                value = "0",
                doc =
                        "noise at which prior and data pull alike where most light falls, in the prior's channels: the prior's"
                                + " weight is (k / noise)^2 of the most light, up to 1000; 0: as the counting of photons has it")
        double k,

        @Setting(value = "40", doc = "steps of the object on each level, 1 to 1000")
        int inner,

        @Setting(
                value = "2",
                doc =
                        "order of the cosines of the phase over the picture, p + q half periods down and across, that are fitted to"
                                + " the data on each level behind its steps, 0 to 8; 0: none")
        int slowPhases,

        @Setting(
                value = "1",
                doc =
                        "share of the noise that is new on each level, 0 to 1; the rest is what the level before took off")
        double fresh,

        @Setting(
                value = "auto",
                doc =
                        "where the probe is known, what fixes the object's amplitude: probe, data, or auto, the probe where it"
                                + " says nearly what the data do")
        Scale scale,

        @Setting(
                value = "auto",
                doc =
                        "steps on the data alone behind the last level: on, off, or auto, where two numbers or more are measured"
                                + " for each number sought")
        Polish polish,

        @Setting(value = "100", doc = "how many of those, 0 to 100000")
        int polishSteps,

        @Setting(value = "10", doc = "an unknown probe stays as it is before this level, 0 or more")
        int probeFrom,

        @Setting(value = "2", doc = "steps of an unknown probe on each level, 0 to 1000")
        int probeSteps,

        @Setting(
                value = "1",
                doc =
                        "reconstructions with noise of their own: of several, the mean is the object, and how far they lie from it"
                                + " is kept, 1 to 1000")
        int samples) {

    public DiffusionSettings {
        inRange("levels", levels, 2, 100_000);
        if (!(to > 0 && to < from && from <= 1000)) {
            throw new IllegalArgumentException(
                    "from and to must be 1000 >= from > to > 0, got from " + from + " and to " + to);
        }
        inRange("k", k, 0, 1000);
        inRange("inner", inner, 1, 1000);
        inRange("slowPhases", slowPhases, 0, 8);
        inRange("fresh", fresh, 0, 1);
        inRange("polishSteps", polishSteps, 0, 100_000);
        inRange("probeFrom", probeFrom, 0, Integer.MAX_VALUE);
        inRange("probeSteps", probeSteps, 0, 1000);
        inRange("samples", samples, 1, 1000);
    }

    private static void inRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", got " + value);
        }
    }

    private static void inRange(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", got " + value);
        }
    }

    /** Noise of a level, from 0 on: a geometric row. */
    double sigma(int level) {
        return from * Math.pow(to / from, level / (levels - 1.0));
    }

    /** Iterations behind the levels, of {@link #inner} steps each. */
    int polishing() {
        return polish == Polish.OFF ? 0 : Math.ceilDiv(polishSteps, inner);
    }

    /** Iterations of one sample. */
    int each() {
        return levels + polishing();
    }
}
