package org.polyptych.bench.diffusion;

import java.util.List;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;

/**
 * One overlap of the protocol, taken of the 32 pixels of the array (the paper does not say of what).
 *
 * @param percent as the paper names it
 * @param step pixels between frames, before rounding
 */
record Overlap(int percent, double step) {
    static final List<Overlap> ALL = List.of(
            new Overlap(20, 25.6),
            new Overlap(38, 19.84),
            new Overlap(44, 17.92),
            new Overlap(50, 16),
            new Overlap(62, 12.16),
            new Overlap(66, 10.88),
            new Overlap(74, 8.32));

    static final int FRAME = 32;

    /** @throws BadInputException if the protocol has none of so many percent */
    static Overlap of(int percent) {
        return ALL.stream()
                .filter(overlap -> overlap.percent() == percent)
                .findFirst()
                .orElseThrow(() -> new BadInputException("the protocol has no overlap of " + percent + "%; it has "
                        + ALL.stream().map(overlap -> overlap.percent() + "%").collect(Collectors.joining(", "))));
    }

    /** The first row or column of the last frame. */
    static final int LAST = TestPatch.SIDE - FRAME;

    /**
     * First rows (or columns) of the frames of an axis: ceil(96 / step) + 1 of them, centred, rounded to whole pixels,
     * clipped to 0 .. 96, so that the frames reach from edge to edge.
     */
    int[] starts() {
        return starts(0);
    }

    /** The same, all moved by so many pixels before they are rounded and clipped. */
    int[] starts(double moved) {
        int count = (int) Math.ceil(LAST / step) + 1;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            double start = LAST / 2.0 + (i - (count - 1) / 2.0) * step + moved;
            starts[i] = (int) Math.clamp(Math.round(start), 0, LAST);
        }
        return starts;
    }

    /** By how many pixels the frames of an axis may be moved and still reach from edge to edge. */
    double slack() {
        return (Math.ceil(LAST / step) * step - LAST) / 2;
    }
}
