package org.polyptych.app.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.polyptych.app.job.FolderLock;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.core.BadInputException;

/**
 * The folder of a comparison: {@code report.html}, {@code compare.json} and pictures, {@code starts} with what the halves
 * began with, and for each engine a folder with the result folders {@code full}, {@code odd} and {@code even}.
 */
public final class CompareFolder implements AutoCloseable {
    public static final String REPORT = "report.html";
    public static final String JSON = "compare.json";
    public static final String LOSS = "loss.png";
    public static final String RINGS = "ring_correlation.png";
    public static final String PHASE = "object_phase.png";
    public static final String DETAIL = "object_phase_detail.png";
    public static final String AMPLITUDE = "object_amplitude.png";
    public static final String PROBE = "probe.png";
    static final String STARTS = "starts";
    static final String CURVE = "common_loss.json";

    private static final Set<String> FILES =
            Set.of(REPORT, JSON, LOSS, RINGS, PHASE, DETAIL, AMPLITUDE, PROBE, FolderLock.FILE);
    private static final Set<String> RUNS = Set.of("full", "odd", "even");

    private final Path folder;
    private final boolean overwrite;
    private final boolean made;
    private final FolderLock lock;

    private CompareFolder(Path folder, boolean overwrite, boolean made, FolderLock lock) {
        this.folder = folder;
        this.overwrite = overwrite;
        this.made = made;
        this.lock = lock;
    }

    /**
     * Looks whether the folder may be written, and changes nothing.
     *
     * @param typed may exist if it is empty, or if what is in it is to be gone on from or replaced
     * @throws BadInputException if not
     */
    public static void check(Path typed, boolean resume, boolean overwrite) {
        Path folder = typed.toAbsolutePath().normalize();
        if (folder.getParent() == null || !Files.isDirectory(folder.getParent())) {
            throw new BadInputException(
                    typed + ": the folder " + folder.getParent() + " does not exist; make it first");
        }
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new BadInputException(typed + ": exists and is not a folder; name another output folder");
        }
        foreign(folder).ifPresent(name -> {
            throw new BadInputException(typed + ": holds '" + name
                    + "', which is not part of a comparison of this program; name another folder");
        });
        if (!resume && !overwrite && !isEmpty(folder)) {
            throw new BadInputException(
                    typed + ": the output folder exists; name another one, or say --resume to do what"
                            + " is missing in it, or --overwrite to start anew");
        }
    }

    /**
     * Makes the folder, if need be, and keeps others out of it until closed.
     *
     * @throws BadInputException if another comparison is writing it
     */
    public static CompareFolder open(Path typed, boolean overwrite) {
        Path folder = typed.toAbsolutePath().normalize();
        boolean made = !Files.exists(folder);
        FolderLock lock = FolderLock.take(folder)
                .orElseThrow(() -> new BadInputException(typed
                        + ": another comparison is writing here now; wait until it ends, or name another folder"));
        return new CompareFolder(folder, overwrite, made, lock);
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().equals(FolderLock.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> foreign(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !isOurs(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isOurs(Path file) {
        String name = plain(file.getFileName().toString());
        if (!Files.isDirectory(file)) {
            return FILES.contains(name);
        }
        try (Stream<Path> inside = Files.list(file)) {
            return inside.map(one -> plain(one.getFileName().toString()))
                    .allMatch(one -> RUNS.contains(one) || one.equals(CURVE) || one.endsWith(".npy"));
        } catch (IOException e) {
            return false;
        }
    }

    /** The name of what is being written, or waits to be deleted, under another name. */
    private static String plain(String name) {
        String whole = name.replaceAll("(\\.[0-9a-f-]{13})?\\.(part|old)$", "");
        return whole.equals(name) ? name : whole.replaceAll("^\\.", "");
    }

    /** Whether what is there is to be replaced. */
    boolean overwrites() {
        return overwrite;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Where one run's result goes: full, odd or even. */
    Path run(Contender contender, String which) {
        return folder.resolve(contender.folder()).resolve(which);
    }

    /** Where the common loss of an engine's full run is kept while it goes on, and after. */
    Path curve(Contender contender) {
        return folder.resolve(contender.folder()).resolve(CURVE);
    }

    /** The result folder of a run, to be begun, gone on with, or replaced. */
    ResultFolder result(Contender contender, String which) {
        Path target = run(contender, which);
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean there = Files.exists(target)
                || Files.exists(target.resolveSibling("." + which + ".part").resolve(ResultFolder.CHECKPOINT))
                || Files.exists(target.resolveSibling("." + which + ".old"));
        return ResultFolder.at(
                target,
                overwrite
                        ? ResultFolder.Existing.REPLACE
                        : there ? ResultFolder.Existing.RESUME : ResultFolder.Existing.REFUSE);
    }

    /** Lets others in; a folder that was made for nothing goes away again. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(FolderLock.FILE));
            lock.close();
            removeEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isDirectory).toList()) {
                deleteIfEmpty(file);
            }
        }
        if (made) {
            deleteIfEmpty(folder);
        }
    }

    private static void deleteIfEmpty(Path file) throws IOException {
        try {
            Files.delete(file);
        } catch (DirectoryNotEmptyException e) {
            // It is needed.
        }
    }
}
