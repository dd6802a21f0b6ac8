package org.polyptych.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.polyptych.core.RandomStream;
import org.polyptych.io.hdf5.Hdf5File;

/** Damaged files, made from a number. */
final class FuzzCase {
    private static final double TREE_SHARE = 0.5;
    private static final double BYTES_TOO = 0.15;

    private final List<SeedFiles.Seed> seeds;
    private final Path folder;
    private final long seed;

    /** @param folder where the files of a case go; emptied for each */
    FuzzCase(List<SeedFiles.Seed> seeds, Path folder, long seed) {
        this.seeds = seeds;
        this.folder = folder;
        this.seed = seed;
    }

    /** Writes the files of a case; gives the one to be opened. The same number always gives the same files. */
    Path write(long number) throws IOException {
        empty(folder);
        Dice dice = new Dice(new RandomStream(seed, number));
        SeedFiles.Seed whole = dice.of(seeds);
        List<String> names = List.copyOf(whole.files().keySet());
        String damaged = dice.of(names);
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, whole.files().get(name));
        }
        Path target = folder.resolve(damaged);
        boolean tree = Hdf5File.hasSignature(target) && dice.chance(TREE_SHARE);
        if (tree) {
            Tree content = Tree.read(target);
            TreeDamage.to(content, dice);
            content.write(target);
        }
        if (!tree || dice.chance(BYTES_TOO)) {
            SeedFiles.Seed other = dice.of(seeds);
            byte[] spliced = dice.of(List.copyOf(other.files().values()));
            Files.write(target, ByteDamage.of(Files.readAllBytes(target), spliced, dice));
        }
        return folder.resolve(whole.opened());
    }

    /** Makes the folder if need be, and removes what is in it. */
    static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.walk(folder)) {
            for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }
}
