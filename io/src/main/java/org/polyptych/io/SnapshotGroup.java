package org.polyptych.io;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ContentHash;
import org.polyptych.core.Snapshot;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;

/**
 * The arrays of a {@link Snapshot} as a group: {@code floats/NAME} holds all arrays of a list joined, {@code
 * lengths/NAME} how long each is; {@code doubles/NAME}, {@code longs/NAME}. Every dataset carries a {@link ContentHash}
 * of what it must hold.
 *
 * @param of what it belongs to, for people, such as "the checkpoint"
 */
record SnapshotGroup(String of) {
    private static final String HASH = "hash";

    void write(Hdf5Writer file, String group, Snapshot snapshot) {
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

    /** @throws BadInputException if something is missing or is not what was written */
    Snapshot read(Hdf5File file, String group) {
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

    private float[][] list(Hdf5File file, String values, String lengths) {
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

    private void check(Hdf5File file, String dataset, long hash) {
        if (file.whole(dataset, HASH).orElseThrow(() -> damaged(file, dataset)) != hash) {
            throw damaged(file, dataset);
        }
    }

    /** Says that something in the file is not what was written. */
    BadInputException damaged(Hdf5File file, String what) {
        return new BadInputException(
                file.path() + ": " + of + " is damaged: '" + what + "' does not hold what was written");
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
