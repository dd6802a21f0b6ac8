package org.polyptych.physics.prepare;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * A far-field scan with only the middle of its detector: the same field of view with fewer and larger pixels, on which
 * a reconstruction is faster and has less to find.
 */
public final class CoarseScan {
    /** Frames of fewer pixels along a side hold nothing. */
    private static final int LEAST_SIDE = 8;

    private CoarseScan() {}

    /**
     * The middle of every frame, rows / factor x columns / factor pixels of it. The scan's notes stay as they are.
     *
     * @throws BadInputException if the frames are not square, cannot be divided so, or are of the near field
     */
    public static Scan of(Scan scan, int factor) {
        int n = side(scan.frames().rows(), scan.frames().columns(), factor);
        if (scan.geometry().near().isPresent()) {
            throw new BadInputException(scan.source()
                    + ": in the near field the middle of a frame has no coarser pixels; use engines without /"
                    + factor);
        }
        List<String> notes = scan.notes();
        Scan cut = CentralCrop.of(scan, n);
        return cut.withNotes(notes);
    }

    /** The probe on the pixels of {@link #of(Scan, int)}: its spectrum cut like the frames. */
    public static Probe of(Probe probe, int factor) {
        return CentralCrop.probe(probe, side(probe.rows(), probe.columns(), factor));
    }

    private static int side(int rows, int columns, int factor) {
        int n = rows / factor;
        if (rows != columns || n * factor != rows || n % 2 != 0 || n < LEAST_SIDE) {
            throw new BadInputException(
                    "an engine on pixels " + factor + " times as large needs square frames whose side"
                            + " divided by " + factor + " is an even number of at least " + LEAST_SIDE
                            + " pixels, but they have "
                            + rows + " x " + columns + "; set data.crop, or leave out /" + factor);
        }
        return n;
    }
}
