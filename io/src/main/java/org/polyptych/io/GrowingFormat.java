package org.polyptych.io;

import java.nio.file.Path;
import org.polyptych.physics.Scan;

/** A format whose files can be read while they are being written. */
public interface GrowingFormat extends ScanFormat {
    /**
     * {@link #read(Path, ReaderSettings)} with frames from elsewhere.
     *
     * @param patterns asked first how many frames there are, then for the frames
     * @throws org.polyptych.core.BadInputException also for what is not there yet
     */
    Scan read(Path file, ReaderSettings settings, PatternSource patterns);
}
