package org.polyptych.neural.ptychopinn;

import org.polyptych.core.settings.Setting;
import org.polyptych.neural.train.Course;
import org.polyptych.neural.train.Schedule;

/** How a network is taught. */
record Teaching(
        @Setting(value = "50", doc = "rounds, each through all groups to learn from unless steps says otherwise")
        int rounds,

        @Setting(value = "0", doc = "steps of a round, 0 to 1000000; 0: as many as go through all groups to learn from")
        int steps,

        @Setting(value = "16", doc = "groups of a step, 1 to 4096")
        int batch,

        @Setting(value = "0.001", doc = "rate of learning (Adam), above 0 to 1")
        double rate,

        @Setting(
                value = "plateau:patience=3,by=0.5",
                doc =
                        "how the rates change: constant, cosine, exponential, steps or plateau, with settings behind a colon")
        String schedule,

        @Setting(value = "0", doc = "the most that the length of all gradients together may be; 0: not clipped")
        double clip,

        @Setting(
                value = "0",
                doc = "ends after so many rounds in a row without a better loss of the data set apart; 0: never")
        int patience,

        @Setting(
                value = "0.1",
                doc = "share set apart to judge by, 0 to 0.5: of several scans the last ones, of one scan an end of it")
        double validation) {
    Teaching {
        require(rounds >= 1, "rounds must be 1 or more, got " + rounds);
        require(steps >= 0 && steps <= 1_000_000, "steps must be 0 to 1000000, got " + steps);
        require(batch >= 1 && batch <= 4096, "batch must be 1 to 4096, got " + batch);
        require(rate > 0 && rate <= 1, "rate must be above 0 and at most 1, got " + rate);
        Schedule.parse(schedule);
        require(clip >= 0 && clip < Double.POSITIVE_INFINITY, "clip must be 0 or more, got " + clip);
        require(patience >= 0, "patience must be 0 or more, got " + patience);
        require(validation >= 0 && validation <= 0.5, "validation must be 0 to 0.5, got " + validation);
    }

    static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }

    /** @param groups to learn from */
    Course course(int groups) {
        return Course.of(rounds, steps > 0 ? steps : Math.ceilDiv(groups, batch), batch)
                .with(Schedule.parse(schedule))
                .withClip(clip)
                .withPatience(patience);
    }
}
