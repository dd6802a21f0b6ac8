package org.polyptych.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    /**
     * {@link #write} for what must outlive a power cut: the content is on the disk before the file gets its name, and
     * the name before this returns.
     */
    public static void writeThrough(Path target, Content content) {
        write(target, part -> {
            content.writeTo(part);
            force(part);
        });
        forceFolder(target.toAbsolutePath().getParent());
    }

    /** Waits until what was written to a file is on the disk. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Waits until the names in a folder are on the disk, where the system can do that. */
    public static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders; then the file system's own pace must do.
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
