package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.ContentHash;
import org.polyptych.core.Snapshot;
import org.polyptych.core.WholeFile;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;

/**
 * Checkpoints as HDF5. Root attributes {@code format} and {@code iterations}; groups {@code identity} and {@code facts}
 * with text attributes; groups {@code state} and {@code history}, each with the arrays of a {@link Snapshot}: {@code
 * floats/NAME} holds all arrays of a list joined, {@code lengths/NAME} how long each is; {@code doubles/NAME}, {@code
 * longs/NAME}. Every dataset carries a {@link ContentHash} of what it must hold.
 */
public final class CheckpointFile {
    private static final String FORMAT = "polyptych checkpoint 1";
    private static final String IDENTITY = "identity";
    private static final String FACTS = "facts";
    private static final String STATE = "state";
    private static final String HISTORY = "history";
    private static final String HASH = "hash";

    private CheckpointFile() {}

    /** Writes a checkpoint through to the disk; the one that was there stays until the new one is whole. */
    public static void write(Path target, Checkpoint checkpoint) {
        WholeFile.writeThrough(target, part -> {
            try (Hdf5Writer file = Hdf5Writer.create(part)) {
                file.attribute("/", "format", FORMAT);
                file.attribute("/", "iterations", (long) checkpoint.iterations());
                texts(file, IDENTITY, checkpoint.identity());
                texts(file, FACTS, checkpoint.facts());
                arrays(file, STATE, checkpoint.state());
                arrays(file, HISTORY, checkpoint.history());
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
                    arrays(file, STATE),
                    arrays(file, HISTORY));
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

    private static void arrays(Hdf5Writer file, String group, Snapshot snapshot) {
        for (String name : new String[] {group, floats(group), lengths(group), doubles(group), longs(group)}) {
            file.group(name);
        }
        snapshot.floats().forEach((name, list) -> {
            String values = floats(group) + "/" + name;
            file.joined(values, list);
            file.attribute(values, HASH, hash(list));
            long[] lengths =
                    Arrays.stream(list).mapToLong(array -> array.length).toArray();
            file.longs(lengths(group) + "/" + name, lengths, lengths.length);
        });
        snapshot.doubles().forEach((name, values) -> {
            String dataset = doubles(group) + "/" + name;
            file.doubles(dataset, values, values.length);
            file.attribute(dataset, HASH, new ContentHash().add(values).value());
        });
        snapshot.longs().forEach((name, values) -> {
            String dataset = longs(group) + "/" + name;
            file.longs(dataset, values, values.length);
            file.attribute(dataset, HASH, new ContentHash().add(values).value());
        });
    }

    private static Snapshot arrays(Hdf5File file, String group) {
        for (String name : new String[] {floats(group), lengths(group), doubles(group), longs(group)}) {
            if (!file.isGroup(name)) {
                throw damaged(file, name);
            }
        }
        Snapshot snapshot = new Snapshot();
        for (String name : file.names(floats(group))) {
            float[][] list = list(file, floats(group) + "/" + name, lengths(group) + "/" + name);
            check(file, floats(group) + "/" + name, hash(list));
            snapshot.floats().put(name, list);
        }
        for (String name : file.names(doubles(group))) {
            try (Hdf5Dataset dataset = file.dataset(doubles(group) + "/" + name)) {
                double[] values = dataset.doubles();
                check(
                        file,
                        doubles(group) + "/" + name,
                        new ContentHash().add(values).value());
                snapshot.doubles().put(name, values);
            }
        }
        for (String name : file.names(longs(group))) {
            try (Hdf5Dataset dataset = file.dataset(longs(group) + "/" + name)) {
                long[] values = dataset.longs();
                check(
                        file,
                        longs(group) + "/" + name,
                        new ContentHash().add(values).value());
                snapshot.longs().put(name, values);
            }
        }
        return snapshot;
    }

    private static float[][] list(Hdf5File file, String values, String lengths) {
        try (Hdf5Dataset joined = file.dataset(values);
                Hdf5Dataset counts = file.dataset(lengths)) {
            long[] count = counts.longs();
            if (joined.rank() != 1
                    || Arrays.stream(count).anyMatch(n -> n < 0 || n > Integer.MAX_VALUE)
                    || Arrays.stream(count).sum() != joined.shape()[0]) {
                throw damaged(file, values);
            }
            float[][] list = new float[count.length][];
            long start = 0;
            for (int k = 0; k < list.length; k++) {
                list[k] = joined.floats(new long[] {start}, new long[] {count[k]});
                start += count[k];
            }
            return list;
        }
    }

    private static long hash(float[][] list) {
        ContentHash hash = new ContentHash();
        for (float[] array : list) {
            hash.add(array);
        }
        return hash.value();
    }

    private static void check(Hdf5File file, String dataset, long hash) {
        if (file.whole(dataset, HASH).orElseThrow(() -> damaged(file, dataset)) != hash) {
            throw damaged(file, dataset);
        }
    }

    private static BadInputException damaged(Hdf5File file, String what) {
        return new BadInputException(
                file.path() + ": the checkpoint is damaged: '" + what + "' does not hold what was written");
    }

    private static String floats(String group) {
        return group + "/floats";
    }

    private static String lengths(String group) {
        return group + "/lengths";
    }

    private static String doubles(String group) {
        return group + "/doubles";
    }

    private static String longs(String group) {
        return group + "/longs";
    }
}
