package org.polyptych.neural.ptychopinn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polyptych.neural.answers.Neighbours;

/**
 * Groups of 2 x 2 neighbours of a raster along the axes, whose frames may lie a little beside their places. Where a raster ends in
 * the middle of a row, or a frame lies elsewhere, some frames are in none.
 */
final class Squares {
    /** How far a frame may lie beside its place, in steps of the raster. */
    private static final double BESIDE = 0.35;

    /** Neighbours looked at to find the steps. */
    private static final int AROUND = 9;

    private Squares() {}

    /** Upper left, upper right, lower left, lower right; none if most frames are in no such square: that is no raster. */
    static List<int[]> of(double[] y, double[] x) {
        Neighbours neighbours = new Neighbours(y, x);
        double down = step(neighbours, y, x, y, x);
        double right = step(neighbours, x, y, y, x);
        if (!(down > 0 && right > 0)) {
            return List.of();
        }
        List<int[]> squares = new ArrayList<>();
        boolean[] seen = new boolean[y.length];
        for (int j = 0; j < y.length; j++) {
            int[] square = {
                j,
                at(neighbours, y, x, y[j], x[j] + right, BESIDE * Math.min(down, right)),
                at(neighbours, y, x, y[j] + down, x[j], BESIDE * Math.min(down, right)),
                at(neighbours, y, x, y[j] + down, x[j] + right, BESIDE * Math.min(down, right))
            };
            if (Arrays.stream(square).allMatch(k -> k >= 0)) {
                squares.add(square);
                Arrays.stream(square).forEach(k -> seen[k] = true);
            }
        }
        long within = IntStream.range(0, seen.length).filter(j -> seen[j]).count();
        return 2 * within >= seen.length ? squares : List.of();
    }

    /** Median over frames of the way to the nearest one that lies ahead: more along than across, twice at least. */
    private static double step(Neighbours neighbours, double[] along, double[] across, double[] y, double[] x) {
        List<Double> steps = new ArrayList<>();
        for (int j = 0; j < y.length; j++) {
            for (int k : neighbours.nearest(y[j], x[j], AROUND)) {
                double ahead = along[k] - along[j];
                if (ahead > 0 && ahead >= 2 * Math.abs(across[k] - across[j])) {
                    steps.add(ahead);
                    break;
                }
            }
        }
        steps.sort(null);
        return steps.isEmpty() ? 0 : steps.get(steps.size() / 2);
    }

    private static int at(Neighbours neighbours, double[] y, double[] x, double atY, double atX, double within) {
        int nearest = neighbours.nearest(atY, atX, 1)[0];
        return Math.hypot(y[nearest] - atY, x[nearest] - atX) <= within ? nearest : -1;
    }
}
