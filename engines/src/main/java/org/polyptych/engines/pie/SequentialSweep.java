package org.polyptych.engines.pie;

import java.util.Arrays;
import java.util.function.Function;
import org.polyptych.core.Opened;
import org.polyptych.physics.TeamKernel;

/**
 * The exact order by whichever is faster just now, one thread alone or a team that shares each frame. A team wins on
 * large frames and a quiet machine; it loses on small frames, where its members mostly wait for each other, and on a
 * busy machine, where a member may be without a processor when the others wait for it. Since both give the same bits,
 * the choice is made again and again by the clock.
 */
final class SequentialSweep implements Sweep {
    /** More threads than this would spend their time meeting. */
    private static final int LARGEST_TEAM = 8;
    /** Frames between two looks at the clock. */
    private static final int STRETCH = 32;
    /** Every so many stretches the slower way is given another chance. */
    private static final int SECOND_CHANCE = 40;

    private final TeamSweep[] ways;
    private final double[] secondsPerFrame;
    private long stretches;

    /** @param steps what is done with a frame; made anew for each way, so what they keep between frames is to be shared */
    SequentialSweep(PieState state, Function<TeamKernel, FrameSteps> steps) {
        int threads = Math.min(LARGEST_TEAM, state.workers.parallel().threads());
        try (Opened opened = new Opened()) {
            TeamSweep alone = opened.add(new TeamSweep(state, steps, 1));
            this.ways = threads == 1
                    ? new TeamSweep[] {alone}
                    : new TeamSweep[] {alone, opened.add(new TeamSweep(state, steps, threads))};
            opened.keep();
        }
        this.secondsPerFrame = new double[ways.length];
    }

    @Override
    public double run(PieState state, int[] order, boolean updateProbe, double length) {
        double error = 0;
        for (int first = 0; first < order.length; first += STRETCH) {
            int[] stretch = Arrays.copyOfRange(order, first, Math.min(order.length, first + STRETCH));
            int way = choose();
            long begin = System.nanoTime();
            error += ways[way].run(state, stretch, updateProbe, length);
            double took = (System.nanoTime() - begin) * 1e-9 / stretch.length;
            // half the old and half the new: forgets a disturbed stretch soon
            secondsPerFrame[way] = secondsPerFrame[way] == 0 ? took : (secondsPerFrame[way] + took) / 2;
        }
        return error;
    }

    private int choose() {
        if (ways.length == 1) {
            return 0;
        }
        int faster = secondsPerFrame[1] < secondsPerFrame[0] ? 1 : 0;
        boolean secondChance = stretches++ % SECOND_CHANCE == SECOND_CHANCE - 1;
        return secondChance ? 1 - faster : faster;
    }

    @Override
    public void close() {
        for (TeamSweep way : ways) {
            way.close();
        }
    }
}
