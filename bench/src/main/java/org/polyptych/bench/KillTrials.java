package org.polyptych.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.polyptych.core.RandomStream;
import org.polyptych.io.CheckpointFile;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;

/**
 * Kills a run at random moments and resumes it each time, until it is done: is the result the same, bit by bit, as that
 * of the run nobody killed? Where the kills fell is told from what stood in the folder. Every checkpoint counts:
 * {@code checkpoint.every=1}, so that many kills fall into the writing of one.
 *
 * <pre>KillTrials FOLDER [engine=rpie,dm] [kills=20] [seed=1] [iterations=60] [scan=demo]</pre>
 *
 * The folder keeps what was done: called again with the same words, it goes on after the last engine that is whole.
 */
public final class KillTrials {
    /** The share of kills that wait, after their random moment, for a checkpoint to be half written. */
    private static final double IN_CHECKPOINT = 0.2;

    /** The share of kills that wait for the result to be half written. */
    private static final double IN_RESULT = 0.2;

    private static final double RESULT_SECONDS = 1;

    private static final String OUT = "killed";

    private final Path folder;
    private final String scan;
    private final String engine;
    private final int iterations;
    private final List<String> more;

    /** @param more further arguments of {@code reconstruct} */
    KillTrials(Path folder, String scan, String engine, int iterations, List<String> more) {
        this.folder = folder;
        this.scan = scan;
        this.engine = engine;
        this.iterations = iterations;
        this.more = more;
    }

    /**
     * What came of it.
     *
     * @param kills that met a living process
     * @param where they fell, how often
     * @param lost the most iterations that had to be done again after one kill
     * @param same whether the bits are those of the run that nobody killed
     */
    record Trial(int kills, Map<String, Integer> where, int lost, boolean same) {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        Stream.of(arguments).skip(1).forEach(word -> words.put(word.split("=")[0], word.split("=")[1]));
        Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        int kills = Integer.parseInt(words.getOrDefault("kills", "20"));
        long seed = Long.parseLong(words.getOrDefault("seed", "1"));
        int iterations = Integer.parseInt(words.getOrDefault("iterations", "60"));
        PrintStream out = System.out;
        out.println("| engine | kills | where they fell | iterations lost by a kill, at most | same bits |");
        out.println("|---|---|---|---|---|");
        for (String engine : words.getOrDefault("engine", "rpie,dm").split(",")) {
            Path work = Files.createDirectories(folder.resolve(engine));
            Path row = work.resolve("row-" + kills + "-" + seed + "-" + iterations + ".md");
            if (!Files.exists(row)) {
                Trial trial = new KillTrials(work, words.getOrDefault("scan", "demo"), engine, iterations, List.of())
                        .run(kills, seed);
                Files.writeString(row, row(engine, trial));
            }
            out.println(Files.readString(row));
        }
    }

    private static String row(String engine, Trial trial) {
        List<String> where = new ArrayList<>();
        trial.where().forEach((place, count) -> where.add(count + " " + place));
        return "| " + engine + " | " + trial.kills() + " | " + String.join(", ", where) + " | " + trial.lost() + " | "
                + (trial.same() ? "yes" : "NO") + " |";
    }

    /** The uninterrupted run, then the same with kills spread at random over its length. */
    Trial run(int kills, long seed) throws IOException, InterruptedException {
        clear();
        long begin = System.nanoTime();
        ChildRun whole = ChildRun.start(folder, arguments("whole"));
        if (whole.end() != 0) {
            throw new IllegalStateException("the run that nobody kills failed: " + whole.said());
        }
        double seconds = (System.nanoTime() - begin) * 1e-9;
        RandomStream random = new RandomStream(seed, 0);
        Map<String, Integer> where = new LinkedHashMap<>();
        int done = 0;
        int lost = 0;
        while (done < kills) {
            int before = checkpoint();
            ChildRun run = ChildRun.start(folder, arguments(OUT));
            double aim = random.uniform();
            double moment = random.uniform();
            if (aim < IN_RESULT) {
                run.waitFor(this::writesResult, 2 * seconds);
                run.waitFor(() -> false, moment * RESULT_SECONDS);
            } else {
                // From the start of the program to a little beyond what a fair share of the work takes.
                run.waitFor(() -> false, moment * 1.5 * seconds / Math.sqrt(kills));
                if (aim < IN_RESULT + IN_CHECKPOINT) {
                    run.waitFor(() -> Files.exists(part().resolve("checkpoint.h5.part")), 2);
                }
            }
            if (run.kill()) {
                done++;
                where.merge(place(before), 1, Integer::sum);
                lost = Math.max(lost, reached() - Math.max(0, checkpoint()));
            } else if (run.end() == 0) {
                // It was quicker than the kill: the next one begins anew.
                if (!same()) {
                    return new Trial(done, where, lost, false);
                }
                remove(folder.resolve(OUT));
            } else {
                throw new IllegalStateException("a resumed run failed: " + run.said());
            }
        }
        ChildRun last = ChildRun.start(folder, arguments(OUT));
        if (last.end() != 0) {
            throw new IllegalStateException("the last run failed: " + last.said());
        }
        return new Trial(done, where, lost, same());
    }

    private boolean same() {
        Result a = ProductFile.read(folder.resolve("whole").resolve("result.h5"));
        Result b = ProductFile.read(folder.resolve(OUT).resolve("result.h5"));
        return SameBits.in(a, b);
    }

    private List<String> arguments(String name) {
        List<String> arguments = new ArrayList<>(List.of(
                "reconstruct",
                scan,
                "--engine",
                engine,
                "--iterations",
                String.valueOf(iterations),
                "--set",
                "checkpoint.every=1",
                "--resume",
                "-o",
                name));
        arguments.addAll(more);
        return arguments;
    }

    /** What the run was at, by what stands in the folder. */
    private String place(int before) throws IOException {
        if (Files.exists(part().resolve("checkpoint.h5.part"))) {
            return "while a checkpoint was written";
        }
        if (writesResult() || Files.exists(folder.resolve(OUT))) {
            return "while the result was written";
        }
        return checkpoint() > before ? "while it stepped" : "before its first checkpoint";
    }

    private boolean writesResult() {
        String[] names = part().toFile().list((folder, name) -> name.startsWith("result.h5"));
        return names != null && names.length > 0;
    }

    /** The iteration of the last checkpoint; 0 without one. */
    private int checkpoint() {
        Path file = part().resolve("checkpoint.h5");
        return Files.exists(file) ? CheckpointFile.readHead(file).iterations() : 0;
    }

    /** The last iteration that the log knows of. */
    private int reached() throws IOException {
        Path log = part().resolve("run.log");
        if (!Files.exists(log)) {
            return 0;
        }
        return Files.readString(log)
                .lines()
                .filter(line -> line.startsWith("iteration ") && line.contains(" of "))
                .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
                .reduce(0, (a, b) -> b);
    }

    private Path part() {
        return folder.resolve("." + OUT + ".part");
    }

    private void clear() throws IOException {
        for (String name : new String[] {"whole", OUT, "." + OUT + ".part", ".whole.part", "." + OUT + ".old"}) {
            remove(folder.resolve(name));
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
