package org.polyptych.neural.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.polyptych.core.BadInputException;

/** Why a file cannot be read, in one line. */
final class Unreadable {
    private Unreadable() {}

    static BadInputException file(Path file, IOException e) {
        String why =
                switch (e) {
                    case NoSuchFileException none -> "there is no such file";
                    case AccessDeniedException denied -> "no permission to read it";
                    default ->
                        Files.isDirectory(file) ? "is a folder, a file is needed" : "cannot be read: " + e.getMessage();
                };
        return new BadInputException(file + ": " + why, e);
    }
}
