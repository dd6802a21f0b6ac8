package org.polyptych.neural.ptychonn;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.settings.Setting;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.patterns.PatternStep;
import org.polyptych.neural.train.Course;
import org.polyptych.neural.train.Schedule;

/** Settings of the training of PtychoNN. */
public record PtychoNnTraining(
        @Setting(value = "both", doc = "what is learned of the object: both, amplitude or phase")
        Learned learn,

        @Setting(
                value = "32",
                doc = "channels of the first block, 1 to 512; the next two have twice and four times as many")
        int channels,

        @Setting(
                value = "true",
                doc = "whether every block normalises over the batch, as the published networks do; without it learning"
                        + " takes far longer to begin")
        boolean normalised,

        @Setting(
                value = "true",
                doc =
                        "whether each pattern is scaled by itself and answered relative to its brightness, which then need not"
                                + " be learned; false: one scale for all patterns of a scan, as in the paper")
        boolean relative,

        @Setting(
                value = "0.5",
                doc =
                        "power to which the patterns' amplitudes are raised, 0.05 to 1: below 1 it lifts what is weak; 1 is the"
                                + " paper's")
        double exponent,

        @Setting(value = "50", doc = "rounds, each through all frames to learn from unless steps says otherwise")
        int rounds,

        @Setting(value = "0", doc = "steps of a round, 0 to 1000000; 0: as many as go through all frames to learn from")
        int steps,

        @Setting(value = "16", doc = "frames of a step, 1 to 4096")
        int batch,

        @Setting(value = "0.001", doc = "rate of learning (Adam), above 0 to 1")
        double rate,

        @Setting(
                value = "plateau:patience=3,by=0.5",
                doc =
                        "how the rate changes: constant, cosine, exponential, steps or plateau, with settings behind a colon")
        String schedule,

        @Setting(
                value = "0.1",
                doc = "share set apart to judge by, 0 to 0.5: of several scans the last ones, of one scan an end of it")
        double validation,

        @Setting(
                value = "0",
                doc =
                        "radius in pixels of the disc about a frame's middle in which the object is learned; 0: where 99% of"
                                + " the first scan's probe are, or a quarter of the frame's side if it has none")
        double radius) {
    private static final int BLOCKS = 3;

    public PtychoNnTraining {
        require(channels >= 1 && channels <= 512, "channels must be 1 to 512, got " + channels);
        require(exponent >= 0.05 && exponent <= 1, "exponent must be 0.05 to 1, got " + exponent);
        require(rounds >= 1, "rounds must be 1 or more, got " + rounds);
        require(steps >= 0 && steps <= 1_000_000, "steps must be 0 to 1000000, got " + steps);
        require(batch >= 1 && batch <= 4096, "batch must be 1 to 4096, got " + batch);
        require(rate > 0 && rate <= 1, "rate must be above 0 and at most 1, got " + rate);
        require(validation >= 0 && validation <= 0.5, "validation must be 0 to 0.5, got " + validation);
        require(radius >= 0, "radius must be 0 or more, got " + radius);
        Schedule.parse(schedule);
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }

    /** @param side of the patterns */
    PatternPreparation preparation(int side) {
        double power = 0.25 * side * side;
        List<PatternStep> steps = new ArrayList<>();
        steps.add(relative ? new PatternStep.Each(power) : new PatternStep.Power(power));
        if (exponent < 1) {
            steps.add(new PatternStep.Lift(exponent));
        }
        return new PatternPreparation(PatternPreparation.Values.AMPLITUDES, steps);
    }

    PtychoNn.Settings network() {
        return new PtychoNn.Settings(learn, channels, BLOCKS, normalised);
    }

    /** @param frames to learn from */
    Course course(int frames) {
        int inRound = steps > 0 ? steps : Math.ceilDiv(frames, batch);
        return Course.of(rounds, inRound, batch).with(Schedule.parse(schedule));
    }
}
