package org.polyptych.app.job;

import java.nio.file.Path;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.BackgroundFiles;
import org.polyptych.physics.Scan;

/** The background of {@code --background FILE}, in a scan. */
final class MeasuredBackground {
    private MeasuredBackground() {}

    /**
     * The scan with the background of a file, and a note on it.
     *
     * @param scan with all its bad pixels masked, since a background may hold no number there
     * @throws BadInputException if the file cannot be used
     */
    static Scan in(Scan scan, Path file) {
        BackgroundFiles.Measured measured =
                BackgroundFiles.open(file, scan.frames().rows(), scan.frames().columns(), scan.mask());
        return scan.withBackground(Optional.of(measured.counts())).withNote(measured.note());
    }
}
