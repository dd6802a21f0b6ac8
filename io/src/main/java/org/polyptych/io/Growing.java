package org.polyptych.io;

import java.nio.file.Files;
import java.nio.file.Path;

/** A scan that is still being written. */
public interface Growing {
    /**
     * Looks what has come since. What is half written, damaged or not there yet is left for the next look.
     *
     * @throws org.polyptych.core.BadInputException for what cannot be followed at all
     */
    Look look();

    /** A file that grows, or a folder into which files come; neither needs to be there yet. */
    static Growing at(Path source, ReaderSettings settings) {
        return Files.isDirectory(source) ? new GrowingFolder(source, settings) : new GrowingFile(source, settings);
    }
}
