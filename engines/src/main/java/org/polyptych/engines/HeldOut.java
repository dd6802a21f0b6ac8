package org.polyptych.engines;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Scan;

/**
 * Frames that no update ever sees, and how well object and probe predict them: the squared amplitude error relative to
 * the counts, which begins to rise where a reconstruction begins to fit the noise of its own frames.
 */
final class HeldOut {
    /** Far from the streams that engines take, which count iterations. */
    private static final long STREAM = -2;

    private final AmplitudeError error;
    private final Conditions conditions;

    /** @param conditions of these frames, as the run begins with them */
    HeldOut(Scan heldOut, boolean round, Conditions conditions, Parallel parallel, FrameKeeping keeping) {
        this.error = new AmplitudeError(heldOut, round, parallel, keeping);
        this.conditions = conditions;
    }

    /**
     * The squared amplitude error of the held-out frames, relative to their counts.
     *
     * @param weights of the probe's variations in these frames; null if the engine does not fit any
     * @param geometry as it is refined; that of the scan if it is not
     */
    double loss(EngineState state, double[][] weights, Geometry geometry) {
        error.seenAt(geometry);
        Conditions now = state.conditions(conditions);
        return error.of(state.specimen(), state.probe(), weights == null ? now : now.withWeights(weights));
    }

    /**
     * Which frames are held out.
     *
     * @param scan in the canonical order, so that the choice does not depend on the order in the file
     * @param used indices of the others, ascending
     * @param heldOut indices of the held-out frames, ascending
     */
    record Split(Scan scan, int[] used, int[] heldOut) {
        static Split of(Scan scan, double percent, long seed) {
            int count = scan.frames().count();
            if (percent == 0) {
                return new Split(scan, IntStream.range(0, count).toArray(), new int[0]);
            }
            int held = Math.max(1, (int) Math.round(count * percent / 100));
            if (held >= count) {
                throw new BadInputException(
                        scan.source() + ": stop.holdOut needs at least 2 frames, the scan has " + count);
            }
            int[] order = new RandomStream(seed, STREAM).permutation(count);
            int[] heldOut = Arrays.copyOf(order, held);
            int[] used = Arrays.copyOfRange(order, held, count);
            Arrays.sort(heldOut);
            Arrays.sort(used);
            return new Split(scan, used, heldOut);
        }

        boolean any() {
            return heldOut.length > 0;
        }

        Scan usedScan() {
            return any() ? scan.select(used) : scan;
        }

        Scan heldOutScan() {
            return scan.select(heldOut);
        }
    }
}
