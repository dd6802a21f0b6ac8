package org.polyptych.io.eiger;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * Pixels to which the detector gives the largest number that there is, which says that it counted nothing there, or could
 * not count so much: they are bad in every frame. Looked for in some frames, evenly spread.
 */
public record EigerMarks(Hdf5File file, List<String> names, EigerHead head) {
    private static final int MOST_FRAMES = 16;

    /** Takes them out of the good pixels. */
    public void remove(boolean[] good, Metadata metadata) {
        int found = 0;
        int looked = 0;
        int each = Math.max(1, MOST_FRAMES / names.size());
        for (int k = 0; k < names.size() && looked < MOST_FRAMES; k++) {
            try (Hdf5Dataset dataset = file.dataset(names.get(k))) {
                if (dataset.kind() != Hdf5Dataset.Kind.INTEGER) {
                    return;
                }
                long[] shape = dataset.shape();
                if (shape[1] * shape[2] != good.length) {
                    throw new BadInputException(dataset.label() + " has frames of another size than '"
                            + names.getFirst() + "': its shape is " + dataset.shapeText());
                }
                double mark = head.mark(dataset);
                int some = (int) Math.min(shape[0], each);
                for (int j = 0; j < some; j++) {
                    double[] values =
                            dataset.doubles(new long[] {j * shape[0] / some, 0, 0}, new long[] {1, shape[1], shape[2]});
                    looked++;
                    found += marked(values, mark, good);
                }
            }
        }
        if (found > 0) {
            metadata.note("mask: " + found + " more pixels hold the largest number that there is (not counted, or"
                    + " saturated) in one of the " + looked + " frames looked at, and are bad in all");
        }
    }

    private static int marked(double[] values, double mark, boolean[] good) {
        int found = 0;
        for (int i = 0; i < good.length; i++) {
            if (good[i] && values[i] >= mark) {
                good[i] = false;
                found++;
            }
        }
        return found;
    }
}
