package org.polyptych.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.polyptych.core.BadInputException;

/** Writes a file beside its place and renames it, so that a kill never leaves half of one. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path part) throws IOException;
    }

    /**
     * Writes {@code target.part} and renames it to the target, replacing what was there.
     *
     * @throws BadInputException if the target is or lies in something that cannot take a file
     */
    public static void write(Path target, Content content) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInputException(target + ": cannot be written, the folder " + folder + " does not exist");
        }
        if (Files.isDirectory(target)) {
            throw new BadInputException(target + ": cannot be written, there is a folder of this name");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            content.writeTo(part);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(part);
            throw new UncheckedIOException(target + ": cannot be written: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            delete(part);
            throw e;
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // What stopped the writing is the error to report.
        }
    }
}
