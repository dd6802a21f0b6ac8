package org.polyptych.io;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/** Where the sample was, frame by frame. */
final class CxiTranslations {
    private static final List<String> PLACES = List.of(
            CxiNames.TRANSLATION,
            CxiNames.DATA_LINKS + "/translation",
            CxiNames.DETECTOR + "/translation",
            CxiNames.ENTRY + "/image_1/translation");

    private CxiTranslations() {}

    /** Whether there are any. */
    static boolean areIn(Hdf5File file) {
        return PLACES.stream().anyMatch(file::isDataset);
    }

    /** How many are in a list [frame, (x, y, z)] that may not be filled yet; none if it has another shape. */
    static Placed placed(Hdf5File file) {
        if (!areIn(file)) {
            return Placed.NOT_SAID;
        }
        try (Hdf5Dataset dataset = file.dataset(name(file))) {
            long[] shape = dataset.shape();
            return shape.length == 2 && shape[1] == 3
                    ? Placed.of(dataset.doubles(), 3, dataset.mayGrow())
                    : Placed.NOT_SAID;
        }
    }

    private static String name(Hdf5File file) {
        return PLACES.stream()
                .filter(file::isDataset)
                .findFirst()
                .orElseThrow(() -> new BadInputException(file.path() + ": no dataset '" + CxiNames.TRANSLATION
                        + "' (where the sample was, (x, y, z) in metres a frame); add it"));
    }

    /**
     * (x, y, z) in metres for each frame, from a dataset (N, 3) or (3, N).
     *
     * @param growing whether there may be more, for frames that have not come yet
     * @throws BadInputException if there is none, or it is not one a frame
     */
    static List<double[]> read(Hdf5File file, long frames, boolean growing, List<String> notes) {
        String name = name(file);
        try (Hdf5Dataset dataset = file.dataset(name)) {
            long[] shape = dataset.shape();
            if (shape.length != 2 || shape[0] != 3 && shape[1] != 3) {
                throw new BadInputException(dataset.label() + " must be [frame, (x, y, z)] in metres, but its shape is "
                        + dataset.shapeText());
            }
            boolean frameFirst = shape[1] == 3 && (shape[0] == frames || shape[0] != 3);
            long count = frameFirst ? shape[0] : shape[1];
            if (growing ? count < frames || !frameFirst : count != frames) {
                throw new BadInputException(dataset.label() + " has " + count + " translations for " + frames
                        + " frames; there must be one a frame");
            }
            if (frames == 3) {
                notes.add("positions: translation is 3 x 3 and could be read either way; taken as [frame, (x, y, z)]");
            }
            return vectors(dataset, (int) frames, frameFirst, metres(file, name, notes));
        }
    }

    private static double metres(Hdf5File file, String name, List<String> notes) {
        CxiNumbers numbers = new CxiNumbers(file, notes);
        double factor = numbers.factor(name, CxiNumbers.METRES);
        if (factor != 1) {
            notes.add("positions: '" + name + "' is in "
                    + file.text(name, "units").orElseThrow()
                    + ", as it says, and not in metres as CXI has it; converted");
        }
        return factor;
    }

    private static List<double[]> vectors(Hdf5Dataset dataset, int count, boolean frameFirst, double metres) {
        double[] values = dataset.doubles();
        List<double[]> vectors = new ArrayList<>(count);
        for (int j = 0; j < count; j++) {
            double[] vector = new double[3];
            for (int k = 0; k < 3; k++) {
                vector[k] = metres * (frameFirst ? values[3 * j + k] : values[count * k + j]);
                if (!Double.isFinite(vector[k])) {
                    throw new BadInputException(
                            dataset.label() + ": frame " + j + " has " + vector[k] + "; it must be a finite number");
                }
            }
            vectors.add(vector);
        }
        return vectors;
    }
}
