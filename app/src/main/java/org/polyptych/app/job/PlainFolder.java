package org.polyptych.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;

/** A folder of plain files by the names of {@link ResultFolder}, which is all we ever make; nothing else is removed. */
final class PlainFolder {
    /** What a file is called while it is being written, see {@link org.polyptych.io.WholeFile}. */
    private static final String UNFINISHED = ".part";

    private PlainFolder() {}

    /** The first thing in the folder that is not part of a whole result. */
    static Optional<String> foreign(Path folder) {
        return first(folder, name -> !ResultFolder.isOurs(name));
    }

    /** In words, what no run leaves behind where it writes, if there is such a thing; half a file it may leave. */
    static Optional<String> foreignInHidden(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("this file");
        }
        return first(
                        folder,
                        name -> !ResultFolder.isOurs(
                                name.endsWith(UNFINISHED)
                                        ? name.substring(0, name.length() - UNFINISHED.length())
                                        : name))
                .map(name -> "the '" + name + "' in it");
    }

    private static Optional<String> first(Path folder, Predicate<String> foreign) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> foreign.test(file.getFileName().toString())
                            || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.toList();
        }
    }

    /** Removes all files but some. */
    static void clear(Path folder, Set<String> spared) throws IOException {
        for (Path file : files(folder)) {
            if (!spared.contains(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
    }

    /** Removes the folder, if it is one. */
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        clear(folder, Set.of());
        Files.delete(folder);
    }
}
