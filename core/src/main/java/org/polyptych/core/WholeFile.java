package org.polyptych.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file beside its place and renames it, so that a kill never leaves half of one. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path part) throws IOException;
    }

    /**
     * Writes a file of a name that nobody else has, {@code target.*.part}, and renames it to the target, replacing what
     * was there.
     *
     * @throws BadInputException if the target is or lies in something that cannot take a file
     */
    public static void write(Path target, Content content) {
        write(target, unique(target), content, true);
    }

    /**
     * {@link #write(Path, Content)} of two files that belong together: neither gets its name, nor replaces what was
     * there, before both are written.
     */
    public static void write(Path first, Content ofFirst, Path second, Content ofSecond) {
        Path waiting = unique(second);
        try {
            write(
                    first,
                    unique(first),
                    part -> {
                        ofFirst.writeTo(part);
                        checkTarget(second);
                        ofSecond.writeTo(waiting);
                    },
                    true);
            Files.move(waiting, second, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(second + ": cannot be written: " + e.getMessage(), e);
        } finally {
            delete(waiting); // there only if something failed
        }
    }

    /**
     * {@link #write} where nothing may be replaced.
     *
     * @throws BadInputException if there is such a file, before or after the content is written
     */
    public static void writeNew(Path target, Content content) {
        write(target, unique(target), content, false);
    }

    private static Path unique(Path target) {
        String some = UUID.randomUUID().toString().substring(0, 13);
        return target.resolveSibling(target.getFileName() + "." + some + ".part");
    }

    private static void write(Path target, Path part, Content content, boolean replace) {
        checkTarget(target);
        checkFree(target, replace);
        try {
            content.writeTo(part);
            checkFree(target, replace);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(part);
            throw new UncheckedIOException(target + ": cannot be written: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            delete(part);
            throw e;
        }
    }

    private static void checkTarget(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInputException(target + ": cannot be written, the folder " + folder + " does not exist");
        }
        if (Files.isDirectory(target)) {
            throw new BadInputException(target + ": cannot be written, there is a folder of this name");
        }
    }

    /**
     * {@link #write} for what must outlive a power cut: the content is on the disk before the file gets its name, and
     * the name before this returns. The file beside is always {@code target.part}, so that what a kill leaves is written
     * over by the next one: for files that only one process writes.
     */
    public static void writeThrough(Path target, Content content) {
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        Content forced = part -> {
            content.writeTo(part);
            force(part);
        };
        write(target, beside, forced, true);
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

    private static void checkFree(Path target, boolean replace) {
        if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInputException(target + ": exists, and was not to be replaced; name another file");
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
