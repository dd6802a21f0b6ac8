package org.polyptych.app.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.core.BadInputException;

/** Where a result is meant by its folder. */
final class ResultPath {
    private ResultPath() {}

    /**
     * The file itself, or the result.h5 of a folder.
     *
     * @throws BadInputException if there is no such file
     */
    static Path of(Path typed) {
        if (!Files.exists(typed)) {
            throw new BadInputException(
                    typed + ": there is no such result; name the folder that 'polyptych reconstruct' wrote");
        }
        if (!Files.isDirectory(typed)) {
            return typed;
        }
        Path file = typed.resolve(ResultFolder.RESULT);
        if (!Files.exists(file)) {
            throw new BadInputException(typed + ": this folder holds no " + ResultFolder.RESULT
                    + "; name the folder that 'polyptych reconstruct' wrote");
        }
        return file;
    }
}
