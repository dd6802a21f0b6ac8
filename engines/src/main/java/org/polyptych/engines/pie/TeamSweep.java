package org.polyptych.engines.pie;

import java.util.function.Function;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.core.SpinBarrier;
import org.polyptych.engines.FrameWorkers;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.TeamKernel;

/**
 * The exact order: one frame after the other, each worked on by all threads together. A thread owns the same rows of
 * patch and probe throughout.
 */
final class TeamSweep implements Sweep {
    private final TeamKernel kernel;
    private final FrameSteps steps;
    private final boolean updateObject;
    private final int columns;
    private final int rowsInBlock;

    /**
     * @param steps what is done with a frame
     * @param members threads that would like to share the work
     */
    TeamSweep(PieState state, Function<TeamKernel, FrameSteps> steps, int members) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        this.updateObject = !state.objectKnown;
        try (Opened opened = new Opened()) {
            this.kernel =
                    opened.add(new TeamKernel(frames.propagation(), state.probe.length, workers.shifting(), members));
            this.steps = steps.apply(kernel);
            this.columns = frames.columns();
            this.rowsInBlock = workers.kernel(0).rowsInBlock();
            opened.keep();
        }
    }

    @Override
    public double run(PieState state, int[] order, boolean updateProbe, double length) {
        steps.begin(updateProbe, length);
        state.workers.parallel().team(kernel.members(), (part, barrier) -> {
            for (int j : order) {
                visit(state, j, part, barrier, updateProbe);
            }
        });
        return kernel.takeError();
    }

    private void visit(PieState state, int j, int part, SpinBarrier barrier, boolean updateProbe) {
        FrameWorkers workers = state.workers;
        FrameStack frames = workers.frames();
        boolean shifting = workers.shifting();
        if (shifting) {
            kernel.shift(part, barrier, state.probe, workers.placements(), j);
        }
        ComplexImage[] probe = shifting ? kernel.shifted() : state.probe;
        leave(state, j, part, probe);
        kernel.project(part, barrier, frames.amplitudes(j), frames.weights());
        comeBack(state, j, part, probe);
        if (shifting && updateProbe) {
            kernel.addShiftedBack(part, barrier, state.probe);
            steps.shiftedBack(part, barrier);
        } else {
            barrier.await();
        }
    }

    /** Exit waves, and what the steps want to know of probe and patch, on the member's rows. */
    private void leave(PieState state, int j, int part, ComplexImage[] probe) {
        steps.open(part);
        int end = kernel.firstRow(part + 1);
        for (int row = kernel.firstRow(part); row < end; row += rowsInBlock) {
            int toRow = Math.min(end, row + rowsInBlock);
            int from = row * columns;
            int to = toRow * columns;
            kernel.cut(state.object, state.workers.placements(), j, row, toRow);
            kernel.exitWaves(probe, from, to);
            steps.see(part, probe, from, to);
        }
        steps.close(part);
    }

    /** The update of object and probe on the member's rows. */
    private void comeBack(PieState state, int j, int part, ComplexImage[] probe) {
        steps.gather(part);
        int end = kernel.firstRow(part + 1);
        for (int row = kernel.firstRow(part); row < end; row += rowsInBlock) {
            int toRow = Math.min(end, row + rowsInBlock);
            steps.update(part, j, probe, row * columns, toRow * columns);
            if (updateObject) {
                kernel.paste(state.object, state.workers.placements(), j, row, toRow);
            }
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
