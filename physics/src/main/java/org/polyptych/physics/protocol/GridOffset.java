package org.polyptych.physics.protocol;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * How two objects lie to each other: which row and column of the reconstruction lie on the truth's first pixel.
 *
 * @param row with fraction
 * @param column with fraction
 */
record GridOffset(double row, double column) {
    /** Less than this of a pixel is what rounding errors make of coordinates in metres. */
    private static final double ROUNDING = 1e-3;

    /**
     * From coordinates where both have them, else from the scan's first pixel, else from equal sizes.
     *
     * @param notes how they were put together is added, if it was not by coordinates
     * @throws BadInputException if nothing says how they belong together
     */
    static GridOffset of(Subject found, Subject truth, Placement placement, List<String> notes) {
        Specimen a = found.specimen();
        Specimen b = truth.specimen();
        if (placement == Placement.CENTRE) {
            notes.add("the middle pixels of the two objects are put on each other");
            return new GridOffset(a.rows() / 2 - b.rows() / 2, a.columns() / 2 - b.columns() / 2);
        }
        if (placement == Placement.AUTOMATIC && found.placed() && truth.placed()) {
            double y = b.centreY() - b.rows() / 2 * b.pixelHeight();
            double x = b.centreX() - b.columns() / 2 * b.pixelWidth();
            return new GridOffset(a.rowOf(y), a.columnOf(x));
        }
        if (found.positions().isPresent() && found.probe().isPresent() && found.placed()) {
            return byTheScan(a, found.positions().get(), found.probe().get(), b, placement == Placement.CORNER, notes);
        }
        if (placement == Placement.CORNER) {
            throw new BadInputException(
                    found.name() + ": has no positions, so that the corner of its scan is not known");
        }
        if (!sameSize(a.image(), b.image())) {
            throw new BadInputException(found.name() + " is " + a.rows() + " x " + a.columns() + " pixels and "
                    + truth.name() + " " + b.rows() + " x " + b.columns()
                    + ", without coordinates that say how they belong together; give images of one size, or place their"
                    + " middles on each other (--place centre)");
        }
        return new GridOffset(0, 0);
    }

    /**
     * The truth begins where the scan begins, or has the scan in its middle. A reconstruction knows the frames that it
     * used and no others, so that this holds for a whole scan only.
     */
    private static GridOffset byTheScan(
            Specimen a, Positions positions, Probe probe, Specimen b, boolean corner, List<String> notes) {
        Extent y = Extent.of(positions.y());
        Extent x = Extent.of(positions.x());
        int above = corner ? 0 : beyond(y, a.pixelHeight(), probe.rows(), b.rows());
        int before = corner ? 0 : beyond(x, a.pixelWidth(), probe.columns(), b.columns());
        notes.add("the first pixel that the frames used cover is taken for row " + above + ", column " + before
                + " of the truth, which has no coordinates; if frames were left out (half, frames, region), that is"
                + " wrong by as much as they reached farther: give the scan file as the truth");
        return new GridOffset(
                a.rowOf(y.least()) - probe.rows() / 2 - above, a.columnOf(x.least()) - probe.columns() / 2 - before);
    }

    /** Pixels of the truth before the scan's first, if an image larger than the scan has the scan in its middle. */
    private static int beyond(Extent positions, double pixel, int frame, int size) {
        int needed = (int) positions.wholePixels(pixel) + frame;
        return Math.max(0, (size - needed) / 2);
    }

    /** The nearest whole row and column. */
    int[] whole() {
        return new int[] {(int) Math.rint(row), (int) Math.rint(column)};
    }

    /** What whole rows leave, from -0.5 to 0.5; 0 if it is a rounding error. */
    double restDown() {
        return rest(row);
    }

    /** What whole columns leave, from -0.5 to 0.5; 0 if it is a rounding error. */
    double restRight() {
        return rest(column);
    }

    private static double rest(double pixels) {
        double rest = pixels - Math.rint(pixels);
        return Math.abs(rest) > ROUNDING ? rest : 0;
    }

    static boolean sameSize(ComplexImage a, ComplexImage b) {
        return a.rows() == b.rows() && a.columns() == b.columns();
    }
}
