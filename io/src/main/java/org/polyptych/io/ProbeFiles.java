package org.polyptych.io;

import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Probe;

/**
 * The probe of {@code --probe FILE}: npy, npz (the array {@code probe} or the only one), a product file, or another
 * program's result ({@link ResultFormat}).
 */
public final class ProbeFiles {
    private ProbeFiles() {}

    /**
     * Reads complex modes [mode, y, x] or [y, x]; a product file may have [variation, mode, y, x].
     *
     * @throws BadInputException if the file is missing, damaged, not complex or of another rank
     */
    public static Probe open(Path file) {
        Probe probe = ComplexStack.isHdf5(file)
                ? ResultFiles.readProbe(file)
                : Probe.of(ComplexStack.read(file, Product.PROBE, "mode"));
        check(probe, file);
        return probe;
    }

    /**
     * {@link #open(Path)} for frames of the given size.
     *
     * @throws BadInputException also if the probe is of another size
     */
    public static Probe open(Path file, int rows, int columns) {
        Probe probe = open(file);
        if (probe.rows() != rows || probe.columns() != columns) {
            throw new BadInputException(file + ": the probe has " + probe.rows() + " x " + probe.columns()
                    + " pixels, the frames have " + rows + " x " + columns + "; they must be the same");
        }
        return probe;
    }

    private static void check(Probe probe, Path file) {
        for (int v = 0; v < probe.variations(); v++) {
            for (int m = 0; m < probe.modes(); m++) {
                if (!probe.mode(v, m).isFinite()) {
                    throw new BadInputException(file + ": the probe holds values that are NaN or infinite");
                }
            }
        }
        if (probe.power() == 0) {
            throw new BadInputException(file + ": the probe is zero everywhere");
        }
    }
}
