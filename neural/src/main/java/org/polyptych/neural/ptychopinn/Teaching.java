package org.polyptych.neural.ptychopinn;

import org.polyptych.neural.train.Course;
import org.polyptych.neural.train.Schedule;

/**
 * How a network is taught.
 *
 * @param rounds 1 or more
 * @param steps of a round; 0: as many as go through all groups
 * @param batch groups of a step
 * @param rate of learning, above 0 to 1
 * @param scaleRate that of the scale of the answers, 0 to 1; 0: it stays as it is
 * @param probeRate that of the probe, 0 to 1; 0: it stays as it is
 * @param schedule of all rates
 * @param clip the most that the length of all gradients together may be; 0: not clipped
 * @param patience ends after so many rounds in a row without a better loss of the data that judge; 0: never
 */
record Teaching(
        int rounds,
        int steps,
        int batch,
        double rate,
        double scaleRate,
        double probeRate,
        String schedule,
        double clip,
        int patience) {
    Teaching {
        require(rounds >= 1, "rounds must be 1 or more, got " + rounds);
        require(steps >= 0 && steps <= 1_000_000, "steps must be 0 to 1000000, got " + steps);
        require(batch >= 1 && batch <= 4096, "batch must be 1 to 4096, got " + batch);
        require(rate > 0 && rate <= 1, "rate must be above 0 and at most 1, got " + rate);
        require(scaleRate >= 0 && scaleRate <= 1, "scaleRate must be 0 to 1, got " + scaleRate);
        require(probeRate >= 0 && probeRate <= 1, "probeRate must be 0 to 1, got " + probeRate);
        require(clip >= 0 && clip < Double.POSITIVE_INFINITY, "clip must be 0 or more, got " + clip);
        require(patience >= 0, "patience must be 0 or more, got " + patience);
        Schedule.parse(schedule);
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
