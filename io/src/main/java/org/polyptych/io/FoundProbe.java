package org.polyptych.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Probe;

/** The probe that lies in a scan file, if it is of any use. */
public final class FoundProbe {
    private FoundProbe() {}

    /**
     * @param name of the dataset, which need not exist
     * @throws BadInputException if it is of another size than the frames
     */
    public static Optional<Probe> of(Hdf5File file, String name, Frames frames, List<String> notes) {
        if (!file.isDataset(name)) {
            notes.add("probe: none in the file");
            return Optional.empty();
        }
        return usable(file.path(), Product.probe(file, name), frames, notes);
    }

    /**
     * The probe, unless it is zero or not finite, which is noted.
     *
     * @throws BadInputException if it is of another size than the frames
     */
    public static Optional<Probe> usable(Path file, Probe probe, Frames frames, List<String> notes) {
        if (probe.rows() != frames.rows() || probe.columns() != frames.columns()) {
            throw new BadInputException(file + ": the probe has " + probe.rows() + " x " + probe.columns()
                    + " pixels, the frames have " + frames.rows() + " x " + frames.columns()
                    + "; they must be the same");
        }
        for (int v = 0; v < probe.variations(); v++) {
            for (int m = 0; m < probe.modes(); m++) {
                if (!probe.mode(v, m).isFinite()) {
                    notes.add("probe: the one in the file is not finite and is left out");
                    return Optional.empty();
                }
            }
        }
        if (probe.power() == 0) {
            notes.add("probe: the one in the file is all zeros and is left out");
            return Optional.empty();
        }
        return Optional.of(probe);
    }
}
