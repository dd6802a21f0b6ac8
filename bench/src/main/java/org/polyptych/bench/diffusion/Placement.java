package org.polyptych.bench.diffusion;

import java.util.Locale;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;
import org.polyptych.physics.XrayGeometry;

/**
 * Where the frames of an overlap lie. The paper asks about other positions at the same overlap and does not say which: here
 * are two kinds, both of as many frames, that reach from edge to edge.
 */
enum Placement {
    /** As the protocol has them. */
    CENTRED {
        @Override
        int[][] frames(Overlap overlap) {
            return raster(overlap.starts(), overlap.starts());
        }
    },
    /**
     * The whole raster moved down and to the left, with the step as it is, by as much as it can be ({@link Overlap#slack}); 3
     * pixels at 20%. By half a step it would not reach the edges without more frames.
     */
    MOVED {
        @Override
        int[][] frames(Overlap overlap) {
            return raster(overlap.starts(overlap.slack()), overlap.starts(-overlap.slack()));
        }
    },
    /**
     * Every frame moved by itself, evenly at random, by at most so much that neighbours of a row or column never come apart,
     * half of what they have in common (3 pixels at 20%); frames at an edge stay at it. The same for all objects.
     */
    JITTERED {
        @Override
        int[][] frames(Overlap overlap) {
            int[] starts = overlap.starts();
            int[][] frames = raster(starts, starts);
            int most = (int) Math.floor((Overlap.FRAME - overlap.step()) / 2);
            RandomStream random = new RandomStream(SEED, overlap.percent());
            for (int[] frame : frames) {
                for (int axis = 0; axis < 2; axis++) {
                    int by = (int) Math.floor((2 * most + 1) * random.uniform()) - most;
                    boolean edge = frame[axis] == 0 || frame[axis] == Overlap.LAST;
                    frame[axis] = edge ? frame[axis] : Math.clamp(frame[axis] + by, 0, Overlap.LAST);
                }
            }
            return frames;
        }
    };

    private static final long SEED = 2026;

    /** First row and first column of each frame, in whole pixels. */
    abstract int[][] frames(Overlap overlap);

    /** All frames, in metres about the middle of the object. */
    Positions positions(Overlap overlap, XrayGeometry geometry) {
        int[][] frames = frames(overlap);
        double[] y = new double[frames.length];
        double[] x = new double[frames.length];
        for (int j = 0; j < frames.length; j++) {
            y[j] = (frames[j][0] - Overlap.LAST / 2) * geometry.pixelHeight();
            x[j] = (frames[j][1] - Overlap.LAST / 2) * geometry.pixelWidth();
        }
        return new Positions(y, x);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static int[][] raster(int[] tops, int[] lefts) {
        int[][] frames = new int[tops.length * lefts.length][];
        for (int j = 0; j < frames.length; j++) {
            frames[j] = new int[] {tops[j / lefts.length], lefts[j % lefts.length]};
        }
        return frames;
    }
}
