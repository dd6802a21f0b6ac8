package org.polyptych.io;

import java.nio.file.Path;
import org.polyptych.core.BadInputException;

/** The mask of {@code --mask FILE}: npy, [row][column], true or not 0 where a pixel is good. */
public final class MaskFiles {
    /** A mask that leaves less than this is one that marks the bad pixels. */
    private static final double LEAST_GOOD = 0.1;

    private MaskFiles() {}

    /**
     * Reads a mask for frames of the given size: true where a pixel is good.
     *
     * @throws BadInputException if the file is missing or damaged, of another size, or leaves less than a tenth of the
     *     pixels, as a mask does that marks the bad ones
     */
    public static boolean[] open(Path file, int rows, int columns) {
        NpyArray array = NpyFile.read(file);
        if (array.type().isComplex()) {
            throw new BadInputException(file + ": a mask is of booleans or whole numbers, not complex");
        }
        int[] shape = array.shape();
        if (shape.length != 2 || shape[0] != rows || shape[1] != columns) {
            throw new BadInputException(file + ": the mask is " + array.shapeText() + ", the frames have " + rows
                    + " x " + columns + " pixels; they must be the same");
        }
        double[] values = array.doubles();
        boolean[] good = new boolean[values.length];
        int count = 0;
        for (int i = 0; i < good.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new BadInputException(file + ": the mask holds NaN at (row " + i / columns + ", column "
                        + i % columns + "); it must be true or not 0 where a pixel is good");
            }
            good[i] = values[i] != 0;
            count += good[i] ? 1 : 0;
        }
        if (count < LEAST_GOOD * good.length) {
            throw new BadInputException(file + ": the mask leaves " + count + " of " + good.length
                    + " pixels; it must be true or not 0 where a pixel is good: if it marks the bad ones, invert it");
        }
        return good;
    }
}
