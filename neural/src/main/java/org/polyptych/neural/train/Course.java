package org.polyptych.neural.train;

/**
 * How a network is taught, whatever it is: what a trainer's settings say of it.
 *
 * @param rounds 1 or more
 * @param steps of the optimiser in a round, 1 or more; after each round its loss is told
 * @param batch samples a step, 1 or more; all of them where there are fewer
 * @param schedule of all rates
 * @param betas of {@link Adam}
 * @param clip the most that the length of all gradients together may be; 0: not clipped
 * @param average decay of the {@link MovingAverage} of the weights, which then is what is looked at and kept; 0: none
 * @param every rounds between looks at the data set apart, 1 or more
 * @param patience ends after so many looks in a row above the best one; 0: never
 */
public record Course(
        int rounds,
        int steps,
        int batch,
        Schedule schedule,
        Adam.Betas betas,
        double clip,
        double average,
        int every,
        int patience) {
    public Course {
        requireOne("rounds", rounds);
        requireOne("steps", steps);
        requireOne("batch", batch);
        requireOne("every", every);
        if (!(clip >= 0 && Double.isFinite(clip))) {
            throw new IllegalArgumentException("clip must be 0 or more, got " + clip);
        }
        if (!(average >= 0 && average < 1)) {
            throw new IllegalArgumentException("average must be 0 or more and below 1, got " + average);
        }
        if (patience < 0) {
            throw new IllegalArgumentException("patience must be 0 or more looks, got " + patience);
        }
    }

    /** At a constant rate, without clipping and average, looked at after every round, to the end. */
    public static Course of(int rounds, int steps, int batch) {
        return new Course(rounds, steps, batch, new Schedule.Constant(0), Adam.Betas.USUAL, 0, 0, 1, 0);
    }

    /** The same with another schedule. */
    public Course with(Schedule other) {
        return new Course(rounds, steps, batch, other, betas, clip, average, every, patience);
    }

    /** The same, clipped. */
    public Course withClip(double most) {
        return new Course(rounds, steps, batch, schedule, betas, most, average, every, patience);
    }

    /** The same with an average of the weights. */
    public Course withAverage(double decay) {
        return new Course(rounds, steps, batch, schedule, betas, clip, decay, every, patience);
    }

    /** The same, ending early. */
    public Course withPatience(int looks) {
        return new Course(rounds, steps, batch, schedule, betas, clip, average, every, looks);
    }

    long allSteps() {
        return (long) rounds * steps;
    }

    private static void requireOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, got " + value);
        }
    }
}
