package org.polyptych.app.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;

/**
 * The folder of a result. It is written beside its place, hidden, and renamed once it is whole; what stood there before
 * is deleted only then, and only if every file in it is one of ours. Closing before {@link #commit()} leaves no trace.
 */
public final class ResultFolder implements AutoCloseable {
    public static final String RESULT = "result.h5";
    public static final String PLAN = "plan.yaml";
    public static final String LOG = "run.log";
    public static final String REPORT = "report.html";
    public static final String OBJECT_PHASE = "object_phase.png";
    public static final String OBJECT_AMPLITUDE = "object_amplitude.png";
    public static final String PROBE = "probe.png";

    /** Only where the truth is known. */
    public static final String METRICS = "metrics.json";

    private static final Set<String> OURS =
            Set.of(RESULT, PLAN, LOG, REPORT, OBJECT_PHASE, OBJECT_AMPLITUDE, PROBE, METRICS, "checkpoint.h5");

    private final Path target;
    private final Path part;

    private ResultFolder(Path target) {
        this.target = target;
        this.part = target.resolveSibling(
                "." + target.getFileName() + ".part-" + ProcessHandle.current().pid());
    }

    /**
     * Checks that the folder may be written, and writes nothing.
     *
     * @param overwrite whether a result that is there may be replaced
     * @throws BadInputException if it may not
     */
    public static ResultFolder at(Path typed, boolean overwrite) {
        Path target = typed.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new BadInputException(typed + ": this cannot be an output folder");
        }
        if (!Files.isDirectory(parent)) {
            throw new BadInputException(typed + ": the folder " + parent + " does not exist; make it first");
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            checkReplaceable(typed, target, overwrite);
        }
        if (!Files.isWritable(parent)) {
            throw new BadInputException(typed + ": no permission to write in " + parent);
        }
        return new ResultFolder(target);
    }

    private static void checkReplaceable(Path typed, Path target, boolean overwrite) {
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInputException(typed + ": exists and is not a folder; name another output folder");
        }
        if (!overwrite) {
            throw new BadInputException(
                    typed + ": the output folder exists; name another one, or say --overwrite to replace the result");
        }
        foreign(target).ifPresent(name -> {
            throw new BadInputException(
                    typed + ": holds '" + name
                            + "', which is not part of a result of this program, so it is not overwritten; name another folder");
        });
    }

    private static Optional<String> foreign(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !OURS.contains(file.getFileName().toString())
                            || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where the result will be. */
    public Path target() {
        return target;
    }

    /** Makes the hidden folder to write into. */
    public Path begin() {
        try {
            delete(part);
            return Files.createDirectory(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts what was written in its place. */
    public void commit() {
        Path old = target.resolveSibling(
                "." + target.getFileName() + ".old-" + ProcessHandle.current().pid());
        try {
            boolean replaces = Files.exists(target);
            if (replaces) {
                // Looked at again: a run may take hours.
                checkReplaceable(target, target, true);
                Files.move(target, old);
            }
            try {
                Files.move(part, target);
            } catch (IOException e) {
                if (replaces) {
                    Files.move(old, target);
                }
                throw e;
            }
            if (replaces) {
                delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what was written and not committed. */
    @Override
    public void close() {
        try {
            delete(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of plain files, which is all we ever make. */
    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
