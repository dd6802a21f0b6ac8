package org.polyptych.io;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Frames;

/** What gives a reader the frames of a file: all that are in it, or those that have come in one that grows. */
public interface PatternSource {
    /** Whether there may be more positions than frames, or frames whose positions are not there yet. */
    boolean growing();

    /**
     * How many frames the scan has that is read.
     *
     * @param stored in the file
     * @param placed looks how many positions are in the file
     */
    long frames(long stored, Supplier<Placed> placed);

    /**
     * The frames of a dataset, as many as {@link #frames} has said.
     *
     * @throws BadInputException if they cannot be read
     */
    Frames open(Path file, String dataset, ReadOut readOut);

    /** All frames of a file that is whole. */
    static PatternSource whole(long memoryLimit) {
        return new PatternSource() {
            @Override
            public boolean growing() {
                return false;
            }

            @Override
            public long frames(long stored, Supplier<Placed> placed) {
                return stored;
            }

            @Override
            public Frames open(Path file, String dataset, ReadOut readOut) {
                return PatternReader.open(file, dataset, readOut, memoryLimit);
            }
        };
    }
}
