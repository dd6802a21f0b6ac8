package org.polyptych.bench.dgp;

import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Scan;

/** The middle of a square raster of frames, itself a square. */
final class RasterPart {
    private RasterPart() {}

    /**
     * @param name of the scan, for the message
     * @param side frames along each side that are to be kept
     * @param whole frames along each side that there are
     * @throws BadInputException if there are not so many, or fewer than two are to be kept
     */
    static void require(String name, int side, int whole) {
        if (side < 2 || side > whole) {
            throw new BadInputException(name + " has 2 to " + whole + " frames a side, got " + side);
        }
    }

    /**
     * @param scan whose frames are a square, line after line
     * @param side frames along each side that are kept
     * @throws BadInputException if the scan has fewer
     */
    static Scan middle(Scan scan, int side) {
        int whole = (int) Math.round(Math.sqrt(scan.frames().count()));
        require(scan.name(), side, whole);
        int first = (whole - side) / 2;
        return scan.select(IntStream.range(0, side * side)
                .map(k -> (first + k / side) * whole + first + k % side)
                .toArray());
    }
}
