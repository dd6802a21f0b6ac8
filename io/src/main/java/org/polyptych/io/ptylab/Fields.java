package org.polyptych.io.ptylab;

import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Frames;

/** The fields of a PtyLab file, whatever it is stored in. */
sealed interface Fields extends AutoCloseable permits Hdf5Fields, MatlabFields {
    boolean has(String name);

    /** All numbers of a small field. */
    double[] numbers(String name);

    /**
     * A table of two columns, [frame][2] or, on its side, [2][frame].
     *
     * @return [0] the first column, [1] the second
     * @throws org.polyptych.core.BadInputException if it is none
     */
    double[][] columns(String name);

    /** [mode, y, x]. */
    ComplexImage[] images(String name);

    /** Counts [frame, y, x]. */
    Frames frames(String name, long memoryLimit);

    /** How a field is called in messages, with the file. */
    String label(String name);

    @Override
    void close();
}
