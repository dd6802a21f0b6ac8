package org.polyptych.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.polyptych.core.RandomStream;

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
            Files.write(folder.resolve(name), whole.files().get(name));
        }
        Path target = folder.resolve(damaged);
        boolean isHdf5 = !damaged.endsWith(".npy") && !damaged.endsWith(".npz");
        boolean tree = isHdf5 && dice.chance(TREE_SHARE);
        if (tree) {
            Tree content = Tree.read(target);
            TreeDamage.to(content, dice);
            content.write(target);
        }
        if (!tree || dice.chance(BYTES_TOO)) {
            SeedFiles.Seed other = dice.of(seeds);
            byte[] bytes =
                    ByteDamage.of(Files.readAllBytes(target), other.files().get(other.opened()), dice);
            Files.write(target, bytes);
        }
        return folder.resolve(whole.opened());
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
    }
}
