package org.polyptych.app.simulate;

import java.util.Locale;
import org.polyptych.core.BadInputException;

/** Refuses what cannot fit before it is begun. */
final class SimulationMemory {
    private static final double GIB = 1L << 30;

    /** Of the heap; the rest is for everything else. */
    private static final double USABLE = 0.85;

    /** An object as it is drawn: amplitude, phase and transmission. */
    private static final int BYTES_PER_OBJECT_PIXEL = 24;

    private SimulationMemory() {}

    /** Of a fly scan: its positions, twice, and where each lies on the object. */
    private static final int BYTES_PER_SUB_POSITION = 48;

    /** Of the sub-positions of a fly scan, before there are any. */
    static void checkSubPositions(long frames, int points, long heap) {
        check(
                (double) BYTES_PER_SUB_POSITION * frames * points,
                frames + " frames of " + points + " sub-positions",
                heap);
    }

    static void check(
            long frames, int points, int rows, int columns, long objectRows, long objectColumns, int threads) {
        // frames, object, and the scratch of a kernel, on the finer grid too
        double bytes = 4.0 * frames * rows * columns
                + (double) BYTES_PER_SUB_POSITION * frames * points
                + (double) BYTES_PER_OBJECT_PIXEL * objectRows * objectColumns
                + 200.0 * threads * rows * columns;
        check(
                bytes,
                frames + " frames of " + rows + " x " + columns + " and an object of " + objectRows + " x "
                        + objectColumns + " pixels",
                Runtime.getRuntime().maxMemory());
    }

    /**
     * Of a scan through the slices of atoms.
     *
     * @param configurations of phonons: of several, their sum and those of one
     * @param modes of the probe
     * @param fine pixels of the simulation's grid for one of the scan's, each way
     */
    static void checkSlices(
            long frames,
            int configurations,
            int rows,
            int columns,
            int modes,
            long slices,
            long sliceRows,
            long sliceColumns,
            int fine,
            int threads) {
        // the slices of the simulation, and those of the truth on pixels of the scan
        double slice = 8.0 * sliceRows * sliceColumns * (1 + 1.0 / (fine * fine));
        check(
                4.0 * Math.min(2, Math.max(1, configurations)) * frames * rows * columns
                        + slices * slice
                        + threads * ((200.0 + 16.0 * modes) * fine * fine * rows * columns + 4 * slice),
                frames + " frames of " + rows + " x " + columns + " and " + slices + " slices of " + sliceRows + " x "
                        + sliceColumns + " pixels",
                Runtime.getRuntime().maxMemory());
    }

    static void check(double bytes, String what, long heap) {
        if (bytes > USABLE * heap) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s need about %.1f GiB of memory, the program has %.1f GiB; simulate less, or check the units of"
                            + " step, pixel and positions",
                    what,
                    bytes / GIB,
                    heap / GIB));
        }
    }
}
