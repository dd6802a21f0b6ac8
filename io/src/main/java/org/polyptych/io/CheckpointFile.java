package org.polyptych.io;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.Snapshot;
import org.polyptych.core.WholeFile;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;

/**
 * Checkpoints as HDF5. Root attributes {@code format} and {@code iterations}; groups {@code identity} and {@code facts}
 * with text attributes; groups {@code state} and {@code history}, each with the arrays of a {@link Snapshot} as {@link
 * SnapshotGroup} has them.
 */
public final class CheckpointFile {
    private static final String FORMAT = "polyptych checkpoint 1";
    private static final String IDENTITY = "identity";
    private static final String FACTS = "facts";
    private static final String STATE = "state";
    private static final String HISTORY = "history";
    private static final SnapshotGroup ARRAYS = new SnapshotGroup("the checkpoint");

    private CheckpointFile() {}

    /** Writes a checkpoint through to the disk; the one that was there stays until the new one is whole. */
    public static void write(Path target, Checkpoint checkpoint) {
        WholeFile.writeThrough(target, part -> {
            try (Hdf5Writer file = Hdf5Writer.create(part)) {
                file.attribute("/", "format", FORMAT);
                file.attribute("/", "iterations", (long) checkpoint.iterations());
                texts(file, IDENTITY, checkpoint.identity());
                texts(file, FACTS, checkpoint.facts());
                ARRAYS.write(file, STATE, checkpoint.state());
                ARRAYS.write(file, HISTORY, checkpoint.history());
            }
        });
    }

    /**
     * Reads a checkpoint.
     *
     * @throws BadInputException if it is missing, is something else, or is damaged
     */
    public static Checkpoint read(Path path) {
        try (Hdf5File file = open(path)) {
            return new Checkpoint(
                    texts(file, IDENTITY),
                    texts(file, FACTS),
                    iterations(file),
                    ARRAYS.read(file, STATE),
                    ARRAYS.read(file, HISTORY));
        }
    }

    /** A checkpoint without its arrays, which may be many. */
    public static Checkpoint readHead(Path path) {
        try (Hdf5File file = open(path)) {
            return new Checkpoint(
                    texts(file, IDENTITY), texts(file, FACTS), iterations(file), new Snapshot(), new Snapshot());
        }
    }

    private static Hdf5File open(Path path) {
        Hdf5File file = Hdf5File.open(path);
        try {
            String format = file.text("/", "format").orElse("");
            if (!format.equals(FORMAT)) {
                throw new BadInputException(path + ": not a checkpoint of this version"
                        + (format.isEmpty() ? "" : " but '" + format + "', expected '" + FORMAT + "'"));
            }
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static int iterations(Hdf5File file) {
        return file.whole("/", "iterations")
                .filter(count -> count >= 0 && count <= Integer.MAX_VALUE)
                .orElseThrow(() -> damaged(file, "iterations"))
                .intValue();
    }

    private static void texts(Hdf5Writer file, String group, Map<String, String> texts) {
        file.group(group);
        texts.forEach((key, value) -> file.attribute(group, key, value));
    }

    private static Map<String, String> texts(Hdf5File file, String group) {
        if (!file.isGroup(group)) {
            throw damaged(file, group);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : file.attributeNames(group)) {
            texts.put(key, file.text(group, key).orElseThrow(() -> damaged(file, group)));
        }
        return texts;
    }

    private static BadInputException damaged(Hdf5File file, String what) {
        return ARRAYS.damaged(file, what);
    }
}
