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

    /**
     * Whether the file is of this format, judged by its content, without reading much of it and without throwing for what
     * other formats look like.
     *
     * @param file exists; it may be a folder
     */
    boolean recognises(Path file);

    /**
     * Reads the scan; large frames stay in the file. What the format leaves open is taken from the settings or lacks
     * ({@link Metadata}); what was assumed goes into the scan's notes. Orientation, shift and near field of the settings
     * are not the format's business: {@link ScanFiles} applies them to every scan.
     *
     * @throws org.polyptych.core.BadInputException if something is missing or wrong, in one line
     */
    Scan read(Path file, ReaderSettings settings);

    /** For the documentation. */
    default Support support() {
        return Support.NONE;
    }
}
