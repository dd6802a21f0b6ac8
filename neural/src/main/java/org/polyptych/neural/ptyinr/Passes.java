package org.polyptych.neural.ptyinr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/**
 * How an iteration goes through the frames: passes, each of which evaluates the object once on the rows that its batches lie
 * on.
 */
record Passes(List<Pass> passes) {
    /**
     * Some batches of frames.
     *
     * @param from first row of the object that their frames touch
     * @param to the row after the last
     */
    record Pass(List<int[]> batches, int from, int to) {}

    /**
     * @param frameRows of a frame
     * @param reach rows around a frame that it may touch besides
     * @param batch frames each; 0 for all
     * @param perPass batches each
     */
    static Passes of(Specimen grid, Positions positions, int frameRows, int reach, int batch, int perPass) {
        int frames = positions.count();
        int size = batch == 0 ? frames : Math.min(batch, frames);
        int batches = Math.ceilDiv(frames, size);
        int count = Math.ceilDiv(batches, perPass);
        List<Pass> passes = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            List<int[]> of = new ArrayList<>();
            for (int b = share(batches, count, p); b < share(batches, count, p + 1); b++) {
                of.add(IntStream.range(share(frames, batches, b), share(frames, batches, b + 1))
                        .toArray());
            }
            int[] tops = of.stream()
                    .flatMapToInt(Arrays::stream)
                    .map(j -> (int) Math.round(grid.rowOf(positions.y()[j])) - frameRows / 2)
                    .toArray();
            int from = Arrays.stream(tops).min().orElseThrow() - reach;
            int to = Arrays.stream(tops).max().orElseThrow() + frameRows + reach;
            passes.add(new Pass(of, Math.max(0, from), Math.min(grid.rows(), to)));
        }
        return new Passes(passes);
    }

    private static int share(int all, int parts, int part) {
        return (int) ((long) all * part / parts);
    }
}
