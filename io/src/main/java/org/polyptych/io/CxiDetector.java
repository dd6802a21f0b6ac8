package org.polyptych.io;

import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/** Which pixels of a CXI detector are good, and what it counts without light. */
final class CxiDetector {
    /** "Has signal": the one bit that says nothing bad of a pixel. */
    private static final int HAS_SIGNAL = 0x1000;

    /** The mean of this many dark frames is good enough. */
    private static final int MOST_DARKS = 1000;

    private static final List<String> MASKS =
            List.of(CxiNames.MASK, CxiNames.DETECTOR + "/mask_shared", CxiNames.DATA_LINKS + "/mask");
    private static final List<String> DARKS = List.of(CxiNames.DETECTOR + "/data_dark", CxiNames.DETECTOR + "/dark");

    private CxiDetector() {}

    /**
     * True where a pixel is good: where the mask is 0 or exactly 0x1000, in every frame if there is a mask for each.
     *
     * @throws BadInputException if the mask does not fit the frames, or leaves no pixel
     */
    static boolean[] mask(Hdf5File file, long frames, int rows, int columns, List<String> notes) {
        boolean[] good = new boolean[rows * columns];
        java.util.Arrays.fill(good, true);
        Optional<String> name = MASKS.stream().filter(file::isDataset).findFirst();
        if (name.isEmpty()) {
            return good;
        }
        try (Hdf5Dataset dataset = file.dataset(name.get())) {
            if (dataset.kind() != Hdf5Dataset.Kind.INTEGER) {
                throw new BadInputException(dataset.label() + " must hold whole numbers (0 is good)");
            }
            if (dataset.rank() == 3 && dataset.shape()[0] != frames) {
                throw new BadInputException(dataset.label() + " must be one for all frames or one for each of the "
                        + frames + ", but its shape is " + dataset.shapeText());
            }
            forEachFrame(dataset, frames, rows, columns, values -> {
                for (int i = 0; i < good.length; i++) {
                    good[i] &= values[i] == 0 || values[i] == HAS_SIGNAL;
                }
            });
            int bad = 0;
            for (boolean g : good) {
                bad += g ? 0 : 1;
            }
            if (bad == good.length) {
                throw new BadInputException(
                        dataset.label() + " calls every pixel bad (0 or 0x1000 would be good); correct or remove it");
            }
            notes.add("mask: 0 and 0x1000 taken as good; " + bad + " of " + good.length + " pixels are bad"
                    + (bad > good.length / 2 ? " (warning: more than half; is it meant the other way round?)" : ""));
        }
        return good;
    }

    /** Counts without light, the mean if several frames of them are in the file; null if there are none. */
    static float[] dark(Hdf5File file, int rows, int columns, List<String> notes) {
        Optional<String> name = DARKS.stream().filter(file::isDataset).findFirst();
        if (name.isEmpty()) {
            return null;
        }
        try (Hdf5Dataset dataset = file.dataset(name.get())) {
            double[] sum = new double[rows * columns];
            int frames = forEachFrame(dataset, MOST_DARKS, rows, columns, values -> {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += values[i];
                }
            });
            float[] dark = new float[sum.length];
            for (int i = 0; i < sum.length; i++) {
                dark[i] = (float) (sum[i] / frames);
                if (!Float.isFinite(dark[i])) {
                    throw new BadInputException(dataset.label() + ": pixel (y " + i / columns + ", x " + i % columns
                            + ") is " + dark[i] + "; dark counts must be finite");
                }
            }
            notes.add(
                    "patterns: '" + name.get() + "' (" + frames
                            + " frames without light) subtracted as they are read, not modelled; what falls below 0 counts as 0");
            return dark;
        }
    }

    /** Goes through a dataset [y, x] or [frame, y, x], as far as that makes sense; gives the number of frames seen. */
    private static int forEachFrame(
            Hdf5Dataset dataset, long most, int rows, int columns, java.util.function.Consumer<float[]> work) {
        long[] shape = dataset.shape();
        int rank = shape.length;
        if (rank < 2 || rank > 3 || shape[rank - 2] != rows || shape[rank - 1] != columns || shape[0] < 1) {
            throw new BadInputException(dataset.label() + " must have as many pixels as a frame, " + rows + " x "
                    + columns + ", but its shape is " + dataset.shapeText());
        }
        if (rank == 2) {
            work.accept(dataset.floats());
            return 1;
        }
        int frames = (int) Math.min(shape[0], most);
        for (long j = 0; j < frames; j++) {
            work.accept(dataset.floats(new long[] {j, 0, 0}, new long[] {1, rows, columns}));
        }
        return frames;
    }
}
