package org.polyptych.app.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;

/**
 * The folder of a result, {@code NAME}. It is written beside its place, as {@code .NAME.part}, and renamed once it is
 * whole; what stood there before is called {@code .NAME.old} for that moment and then deleted, and only if every file in
 * it is one of ours. Closing before {@link #commit} leaves no trace but a checkpoint, if there is one. After a kill at
 * any moment the next run with the same name finds what it needs: the old result, the new one, or the checkpoint.
 */
public final class ResultFolder implements AutoCloseable {
    public static final String RESULT = "result.h5";
    public static final String PLAN = "plan.yaml";
    public static final String LOG = "run.log";
    public static final String REPORT = "report.html";
    public static final String OBJECT_PHASE = "object_phase.png";
    public static final String OBJECT_AMPLITUDE = "object_amplitude.png";
    public static final String PROBE = "probe.png";

    /** Only of an object of several slices. */
    public static final String OBJECT_SLICES = "object_slices.png";

    /** Only of an object of several states. */
    public static final String OBJECT_STATES = "object_states.png";

    /** Only of an object that is the mean of several samples. */
    public static final String OBJECT_DEVIATION = "object_deviation.png";

    public static final String CHECKPOINT = "checkpoint.h5";

    /** Where the beam is sharpest, and how wide: only where energy and distance are known, as {@link #CAUSTIC}. */
    public static final String BEAM = "beam.json";

    public static final String CAUSTIC = "caustic.png";

    /** Only where the truth is known. */
    public static final String METRICS = "metrics.json";

    /** Only of a scan that was followed while it was written: what there was of it at every look. */
    public static final String LOOKS = "looks.csv";

    /** Only of a scan from which a network has learned on while it was written. */
    public static final String MODEL = "model.safetensors";

    private static final Set<String> OURS = Set.of(
            RESULT,
            PLAN,
            LOG,
            REPORT,
            OBJECT_PHASE,
            OBJECT_AMPLITUDE,
            OBJECT_SLICES,
            OBJECT_STATES,
            OBJECT_DEVIATION,
            PROBE,
            BEAM,
            CAUSTIC,
            METRICS,
            CHECKPOINT,
            LOOKS,
            MODEL,
            FolderLock.FILE);

    /** Of several scans, one each: result-1.h5. */
    private static final Pattern OF_ONE_SCAN = Pattern.compile("result-[1-9][0-9]*\\.h5|metrics-[1-9][0-9]*\\.json");

    private final ResultPlace place;
    private final Path target;
    private final Path part;
    private final Path old;
    private final Existing existing;
    private Optional<FolderLock> lock = Optional.empty();
    /** Whether what is in its place is of this run already. */
    private boolean shown;

    /** What to do with what a run of this name has left. */
    public enum Existing {
        /** Keep it, and do not begin. */
        REFUSE,
        /** Replace a result; forget a checkpoint. */
        REPLACE,
        /** Go on from a checkpoint, and replace the result that it belongs to. */
        RESUME
    }

    private ResultFolder(ResultPlace place, Existing existing) {
        this.place = place;
        this.target = place.target();
        this.part = place.part();
        this.old = place.old();
        this.existing = existing;
    }

    /** Whether a file of this name may be part of a result. */
    static boolean isOurs(String name) {
        return OURS.contains(name) || OF_ONE_SCAN.matcher(name).matches();
    }

    /** The name of a file of one of several scans: result.h5 of the second is result-2.h5. */
    static String ofScan(String name, int number) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + "-" + number + name.substring(dot);
    }

    /** {@link #at(Path, Existing)} for a run that begins anew. */
    public static ResultFolder at(Path typed, boolean overwrite) {
        return at(typed, overwrite ? Existing.REPLACE : Existing.REFUSE);
    }

    /**
     * Checks that the folder may be written, and writes nothing.
     *
     * @throws BadInputException if it may not, or if another run is writing it
     */
    public static ResultFolder at(Path typed, Existing existing) {
        ResultPlace place = ResultPlace.of(typed);
        place.checkReplaceable(existing);
        place.checkWritable();
        if (FolderLock.isTaken(place.part())) {
            throw place.taken();
        }
        place.checkHidden();
        place.checkLeftBehind(existing);
        return new ResultFolder(place, existing);
    }

    /** Looked at again: a run may take hours. What it has made is then not thrown away. */
    private void checkStillReplaceable() {
        try {
            place.checkReplaceable(shown ? Existing.REPLACE : existing);
        } catch (BadInputException e) {
            throw new BadInputException(
                    e.getMessage() + " (it was not there when the run began; " + leftInPart() + ")", e);
        }
    }

    /** Lets go of the folder as it is, so that closing removes nothing; says where it is. */
    private String leftInPart() {
        unlock();
        return "the new result is whole and lies in " + part;
    }

    private void unlock() {
        lock.ifPresent(FolderLock::close);
        lock = Optional.empty();
    }

    /** Where the result will be. */
    public Path target() {
        return target;
    }

    public Existing existing() {
        return existing;
    }

    /** Whether a run that did not end left a checkpoint, or this one has made one. */
    public boolean hasCheckpoint() {
        return Files.exists(part.resolve(CHECKPOINT));
    }

    /** The checkpoint to go on from: that of a run that did not end, else that of the result. Empty unless resuming. */
    public Optional<Path> resumable() {
        return Stream.of(part, target)
                .map(folder -> folder.resolve(CHECKPOINT))
                .filter(file -> existing == Existing.RESUME && Files.exists(file))
                .findFirst();
    }

    /**
     * Makes the hidden folder to write into, or takes over the one that a run left; nobody else has it until the end. The
     * folder as it is, where this run has begun already.
     */
    public Path begin() {
        if (lock.isPresent()) {
            return part;
        }
        place.checkHidden();
        try {
            lock = FolderLock.take(part);
            if (lock.isEmpty()) {
                throw place.taken();
            }
            if (Files.isDirectory(old)) {
                // A kill came while a result was being replaced.
                if (Files.exists(target.resolve(RESULT))) {
                    PlainFolder.delete(old);
                } else {
                    place.checkReplaceable(Existing.REPLACE);
                    PlainFolder.delete(target);
                    Files.move(old, target);
                }
                place.checkReplaceable(existing);
            }
            place.checkLeftBehind(existing);
            boolean resuming = existing == Existing.RESUME;
            PlainFolder.clear(
                    part,
                    resuming && hasCheckpoint() ? Set.of(CHECKPOINT, LOG, FolderLock.FILE) : Set.of(FolderLock.FILE));
            Path log = target.resolve(LOG);
            if (resuming && !hasCheckpoint() && resumable().isPresent() && Files.exists(log)) {
                Files.copy(log, part.resolve(LOG), StandardCopyOption.REPLACE_EXISTING);
            }
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts what was written so far in its place while the run goes on, file by file, so that each is whole at any time. What
     * stood there before goes, the first time all of it, once the new result is there.
     */
    public void show() {
        try {
            if (!shown && Files.exists(target)) {
                checkStillReplaceable();
                Files.move(target, old);
            }
            Files.createDirectories(target);
            shown = true;
            for (Path file : PlainFolder.files(part)) {
                if (!file.getFileName().toString().equals(FolderLock.FILE)) {
                    Files.move(
                            file,
                            target.resolve(file.getFileName()),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            PlainFolder.delete(old);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts what was written in its place.
     *
     * @param keepCheckpoint whether a checkpoint stays with the result
     */
    public void commit(boolean keepCheckpoint) {
        boolean replaces = Files.exists(target);
        try {
            rename(replaces);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException(place.typed() + ": cannot be put in its place: " + e + "; " + leftInPart(), e));
        }
        try {
            WholeFile.forceFolder(target.getParent());
            // Only now: until the result has its name, the checkpoint is what a killed run goes on from.
            if (!keepCheckpoint) {
                Files.deleteIfExists(target.resolve(CHECKPOINT));
            }
            Files.deleteIfExists(target.resolve(FolderLock.FILE));
            unlock();
            if (replaces) {
                PlainFolder.delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rename(boolean replaces) throws IOException {
        for (Path file : PlainFolder.files(part)) {
            WholeFile.force(file);
        }
        if (replaces) {
            checkStillReplaceable();
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
    }

    /** Removes what was written and not committed, all but a checkpoint and its log. */
    @Override
    public void close() {
        if (lock.isEmpty()) {
            return;
        }
        try {
            if (hasCheckpoint()) {
                PlainFolder.clear(part, Set.of(CHECKPOINT, LOG));
            } else {
                PlainFolder.delete(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            unlock();
        }
    }
}
