package org.polyptych.io;

import java.nio.file.Path;
import org.polyptych.physics.Result;

/**
 * A format in which other programs keep their reconstructions; one small class each, found through
 * {@link java.util.ServiceLoader}. Must be cheap to construct. Product files need none ({@link ProductFile}).
 */
public interface ResultFormat {
    /** For people, such as "PtyPy reconstruction (*.ptyr)". */
    String name();

    /** Whether the file is of this format, judged by its content; it exists and is not a folder. */
    boolean recognises(Path file);

    /**
     * Reads object, probe and what else the file says; the rest is empty, 0 or NaN.
     *
     * @throws org.polyptych.core.BadInputException if something is missing or wrong, in one line
     */
    Result read(Path file);
}
