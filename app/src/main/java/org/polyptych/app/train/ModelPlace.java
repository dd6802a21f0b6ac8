package org.polyptych.app.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.polyptych.app.job.FolderLock;
import org.polyptych.app.job.ResultFolder.Existing;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;
import org.polyptych.neural.model.ModelFile;

/**
 * The file of a model, {@code NAME.safetensors} as a rule, with the picture of its losses, {@code NAME.png}, its log, {@code
 * NAME.log}, and of a network that makes samples the picture of them, {@code NAME-samples.png}, beside it. While a training
 * goes on, its checkpoint, log and samples lie in a hidden folder beside them, {@code .FILE.part}, which goes when it is done
 * and stays when there is something to go on from.
 */
public final class ModelPlace implements AutoCloseable {
    private static final String CHECKPOINT = "checkpoint.h5";
    private static final String LOG = "train.log";
    private static final String SAMPLES = "samples.png";
    private static final Set<String> OURS =
            Set.of(CHECKPOINT, CHECKPOINT + ".part", LOG, SAMPLES, SAMPLES + ".part", FolderLock.FILE);

    private final Path typed;
    private final Path model;
    private final Path hidden;
    private final Existing existing;
    private Optional<FolderLock> lock = Optional.empty();

    private ModelPlace(Path typed, Path model, Existing existing) {
        this.typed = typed;
        this.model = model;
        this.hidden = model.resolveSibling("." + model.getFileName() + ".part");
        this.existing = existing;
    }

    /**
     * Checks that the files may be written, and writes nothing.
     *
     * @throws BadInputException if they may not, or if another training is writing them
     */
    public static ModelPlace at(Path typed, Existing existing) {
        Path model = typed.toAbsolutePath().normalize();
        Path parent = model.getParent();
        if (parent == null || model.getFileName() == null || Files.isDirectory(model)) {
            throw new BadInputException(typed + ": is a folder; name a file for the model, such as model.safetensors");
        }
        if (!Files.isDirectory(parent)) {
            throw new BadInputException(typed + ": the folder " + parent + " does not exist; make it first");
        }
        if (!Files.isWritable(parent)) {
            throw new BadInputException(typed + ": no permission to write in " + parent);
        }
        ModelPlace place = new ModelPlace(typed, model, existing);
        place.checkApart();
        place.checkReplaceable();
        place.checkHidden();
        return place;
    }

    /** Picture and log would replace a model of their name, also where a file system takes large letters for small. */
    private void checkApart() {
        for (Path file : List.of(picture(), log(), samples())) {
            if (file.toString().equalsIgnoreCase(model.toString())) {
                throw new BadInputException(typed + ": is the name that the "
                        + (file.equals(log())
                                ? "log"
                                : "picture of the " + (file.equals(picture()) ? "losses" : "samples"))
                        + " gets beside the model; name the model otherwise, such as "
                        + beside(".safetensors").getFileName());
            }
        }
    }

    private void checkReplaceable() {
        for (Path file : List.of(model, picture(), log(), samples())) {
            if (existing == Existing.REFUSE && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new BadInputException(
                        file + ": exists; name another file with -o, or say --overwrite to replace the model"
                                + (hasCheckpoint() ? " or --resume to go on from its checkpoint" : ""));
            }
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new BadInputException(file + ": exists and is no plain file; name another one with -o");
            }
        }
        if (Files.exists(model)) {
            try {
                ModelFile.read(model);
            } catch (BadInputException e) {
                throw new BadInputException(
                        "not overwritten, since it is no model of this program: " + e.getMessage(), e);
            }
        }
        if (existing == Existing.REFUSE && hasCheckpoint()) {
            throw new BadInputException(typed + ": an earlier training was stopped and left a checkpoint in " + hidden
                    + "; say --resume to go on from it, or --overwrite to start anew");
        }
    }

    /** What lies where we write is emptied, so it must be ours. */
    private void checkHidden() {
        if (!Files.exists(hidden, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(hidden, LinkOption.NOFOLLOW_LINKS)) {
            throw foreign("this file");
        }
        try (Stream<Path> files = Files.list(hidden)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !OURS.contains(name) && !name.startsWith(CHECKPOINT))
                    .findFirst()
                    .ifPresent(name -> {
                        throw foreign("the '" + name + "' in it");
                    });
        } catch (IOException e) {
            throw new BadInputException(hidden + ": cannot be read: " + e.getMessage(), e);
        }
        if (FolderLock.isTaken(hidden)) {
            throw taken();
        }
    }

    private BadInputException foreign(String what) {
        return new BadInputException(typed + ": this training has to write in " + hidden + ", and " + what
                + " no training of this program has left; move it away, or name another file");
    }

    private BadInputException taken() {
        return new BadInputException(
                typed + ": another training is writing this model now; wait until it ends, or name another file");
    }

    /** Where the model will be. */
    public Path model() {
        return model;
    }

    public Existing existing() {
        return existing;
    }

    /** Curves of the losses, beside the model. */
    public Path picture() {
        return beside(".png");
    }

    /** What happened, a line each, beside the model. */
    public Path log() {
        return beside(".log");
    }

    /** What the network made of noise, beside the model. */
    public Path samples() {
        return beside("-samples.png");
    }

    private Path beside(String ending) {
        String name = model.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return model.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
    }

    /** Where checkpoints go while the training goes on. */
    public Path checkpoint() {
        return hidden.resolve(CHECKPOINT);
    }

    Path growingLog() {
        return hidden.resolve(LOG);
    }

    Path growingSamples() {
        return hidden.resolve(SAMPLES);
    }

    boolean hasCheckpoint() {
        return Files.exists(checkpoint());
    }

    /** The checkpoint to go on from; empty unless resuming. */
    Optional<Path> resumable() {
        return existing == Existing.RESUME && hasCheckpoint() ? Optional.of(checkpoint()) : Optional.empty();
    }

    /** Makes the hidden folder, or takes over the one that a training left; nobody else has it until the end. */
    void begin() {
        checkHidden();
        lock = FolderLock.take(hidden);
        if (lock.isEmpty()) {
            throw taken();
        }
        if (resumable().isEmpty()) {
            remove(CHECKPOINT);
            remove(LOG);
            remove(SAMPLES);
        }
        // half a checkpoint, of a kill
        files().filter(name -> name.startsWith(CHECKPOINT + ".")).forEach(this::remove);
    }

    /**
     * The model is written: log and samples get their places beside it.
     *
     * @param keepCheckpoint whether there is something to go on from
     */
    void commit(boolean keepCheckpoint) {
        try {
            // a copy, since the log of a training that is resumed goes on
            copy(growingLog(), log());
            if (Files.exists(growingSamples())) {
                copy(growingSamples(), samples());
            }
        } finally {
            if (!keepCheckpoint) {
                remove(CHECKPOINT);
            }
        }
    }

    private static void copy(Path from, Path to) {
        WholeFile.write(to, part -> Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING));
    }

    private Stream<String> files() {
        try (Stream<Path> files = Files.list(hidden)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(String name) {
        try {
            Files.deleteIfExists(hidden.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the hidden folder, unless a checkpoint is in it. */
    @Override
    public void close() {
        if (lock.isEmpty()) {
            return;
        }
        try {
            if (!hasCheckpoint()) {
                OURS.forEach(this::remove);
                Files.deleteIfExists(hidden);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.ifPresent(FolderLock::close);
            lock = Optional.empty();
        }
    }
}
