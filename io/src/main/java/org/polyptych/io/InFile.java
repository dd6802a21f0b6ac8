package org.polyptych.io;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.polyptych.core.BadInputException;

/** Says which file it was that held what a record would not take. */
public final class InFile {
    private InFile() {}

    /** What the work makes; if it refuses, its line begins with the file. */
    public static <T> T made(Path file, Supplier<T> work) {
        try {
            return work.get();
        } catch (BadInputException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }

    /** The same where the line may name the file already, or one that lies beside it. */
    static <T> T named(Path file, Supplier<T> work) {
        try {
            return work.get();
        } catch (BadInputException e) {
            String beside = file.getParent() == null ? file.toString() : file.getParent() + "/";
            if (e.getMessage().startsWith(beside) || e.getMessage().contains(String.valueOf(file.getFileName()))) {
                throw e;
            }
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }
}
