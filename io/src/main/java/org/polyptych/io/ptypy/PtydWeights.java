package org.polyptych.io.ptypy;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * The mask out of PtyPy's weights, which it has for every frame: a pixel is good where its weight is above 0, as PtyPy
 * takes it, and here in every frame.
 */
final class PtydWeights {
    static final String WEIGHTS = "weights";
    static final String WEIGHT_2D = Ptyd.META + "/weight2d";

    /** Of longer scans, this many frames' weights are looked at, evenly spread. */
    private static final int MOST_FRAMES = 4096;

    private PtydWeights() {}

    /**
     * @param chunks groups with frames
     * @throws BadInputException if weights do not fit the frames, or no pixel is good
     */
    static boolean[] mask(Hdf5File file, List<String> chunks, int rows, int columns, List<String> notes) {
        boolean[] good = new boolean[rows * columns];
        Arrays.fill(good, true);
        int looked = 0;
        if (file.isDataset(WEIGHT_2D)) {
            try (Hdf5Dataset dataset = file.dataset(WEIGHT_2D)) {
                long[] shape = dataset.shape();
                if (shape.length == 2) { // else it is a flag
                    check(dataset, rows, columns);
                    and(good, dataset.floats());
                    looked++;
                }
            }
        }
        for (String chunk : chunks) {
            if (file.isDataset(chunk + "/" + WEIGHTS)) {
                looked += and(good, file, chunk + "/" + WEIGHTS, rows, columns);
            }
        }
        int bad = 0;
        for (boolean g : good) {
            bad += g ? 0 : 1;
        }
        if (bad == good.length) {
            throw new BadInputException(file.path() + ": '" + WEIGHTS + "' is above 0 in no pixel for all frames");
        }
        notes.add(
                looked == 0
                        ? "mask: no weights in the file; every pixel is good"
                        : "mask: " + bad + " of " + good.length
                                + " pixels are bad, those whose weight is 0 in any frame looked at (" + looked + ")");
        return good;
    }

    private static int and(boolean[] good, Hdf5File file, String name, int rows, int columns) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            check(dataset, rows, columns);
            long[] shape = dataset.shape();
            if (shape.length == 2) {
                and(good, dataset.floats());
                return 1;
            }
            long step = Math.max(1, (shape[0] + MOST_FRAMES - 1) / MOST_FRAMES);
            int looked = 0;
            for (long j = 0; j < shape[0]; j += step) {
                and(good, dataset.floats(new long[] {j, 0, 0}, new long[] {1, rows, columns}));
                looked++;
            }
            return looked;
        }
    }

    private static void check(Hdf5Dataset dataset, int rows, int columns) {
        long[] shape = dataset.shape();
        int rank = shape.length;
        if (rank < 2 || rank > 3 || shape[rank - 2] != rows || shape[rank - 1] != columns) {
            throw new BadInputException(dataset.label() + " must have as many pixels as a frame, " + rows + " x "
                    + columns + ", but its shape is " + dataset.shapeText());
        }
    }

    private static void and(boolean[] good, float[] weights) {
        for (int i = 0; i < good.length; i++) {
            good[i] &= weights[i] > 0;
        }
    }
}
