package org.polyptych.io;

import java.nio.file.Path;
import org.polyptych.physics.Scan;

/**
 * A format in which scans are kept; one small class each, found through {@link java.util.ServiceLoader}. Must be cheap
 * to construct.
 */
public interface ScanFormat {
    /** For people, such as "Ptychodus / Pty-Chi pair (*_dp.hdf5 with *_para.hdf5)". */
    String name();

    /** Whether the file is of this format, judged by its content; the file exists and is not a folder. */
    boolean recognises(Path file);

    /**
     * Reads the scan; large frames stay in the file. What the format leaves open goes into the scan's notes.
     *
     * @throws org.polyptych.core.BadInputException if something is missing or wrong, in one line
     */
    Scan read(Path file);
}
