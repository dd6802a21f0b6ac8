package org.polyptych.engines;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * Frames that no update ever sees, and how well object and probe predict them: the squared amplitude error relative to
 * the counts, which begins to rise where a reconstruction begins to fit the noise of its own frames.
 */
final class HeldOut {
    /** Far from the streams that engines take, which count iterations. */
    private static final long STREAM = -2;

    private final AmplitudeError error;
    private final int[] places;
    private final Positions said;

    /** @param places of these frames in the scan, whose order need not be the canonical one */
    HeldOut(Scan heldOut, boolean round, int[] places, Parallel parallel, FrameKeeping keeping) {
        this.error = new AmplitudeError(heldOut, round, parallel, keeping);
        this.places = places;
        this.said = heldOut.positions();
    }

    FrameStack frames() {
        return error.frames();
    }

    /** Where the scan says they are. */
    Positions said() {
        return said;
    }

    /** Of how all frames of the scan were taken, in its order, what concerns these. */
    Conditions select(Conditions all) {
        return StartingConditions.select(all, places);
    }

    /** From now on waves are propagated as this geometry says; nothing in the far field. */
    void seenAt(Geometry geometry) {
        error.seenAt(geometry);
    }

    /** Puts them where refinement has found them. */
    void move(Positions positions) {
        error.move(positions);
    }

    /**
     * The squared amplitude error of the held-out frames, relative to their counts.
     *
     * @param all how all frames of the scan were taken, in its order
     * @param geometry as it is refined; that of the scan if it is not
     */
    double loss(EngineState state, Conditions all, Geometry geometry) {
        error.seenAt(geometry);
        return error.of(state.specimen(), state.probe(), select(all));
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
