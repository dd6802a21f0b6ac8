package org.polyptych.bench.fuzz;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.polyptych.core.WholeFile;

/** How far a run has come, kept in a file, so that it can go on later. */
public final class FuzzProgress {
    private static final String NEXT = "next";
    private static final String SEED = "seed";
    private static final String READ = "read";
    private static final String REFUSED = "refused";
    private static final String FAILED = "failed";
    private static final String FINDING = "finding ";

    private final Path file;
    private final Properties numbers = new Properties();

    /** @param seed of a run that is begun; one that goes on keeps its own */
    public FuzzProgress(Path file, long seed) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                numbers.load(in);
            }
        } else {
            numbers.setProperty(SEED, String.valueOf(seed));
        }
    }

    public long seed() {
        return number(SEED);
    }

    /** The case to go on with. */
    public long next() {
        return number(NEXT);
    }

    void reached(long next) {
        numbers.setProperty(NEXT, String.valueOf(next));
    }

    void count(boolean couldRead) {
        add(couldRead ? READ : REFUSED);
    }

    /** Counts a finding; gives how many of its kind there are now. */
    long found(String signature) {
        add(FAILED);
        return add(FINDING + signature);
    }

    /** Cases that did what no reader may. */
    public long failed() {
        return number(FAILED);
    }

    public long couldRead() {
        return number(READ);
    }

    public long refused() {
        return number(REFUSED);
    }

    /** How many different findings there are. */
    public long kinds() {
        return numbers.stringPropertyNames().stream()
                .filter(name -> name.startsWith(FINDING))
                .count();
    }

    private long add(String name) {
        long sum = number(name) + 1;
        numbers.setProperty(name, String.valueOf(sum));
        return sum;
    }

    private long number(String name) {
        return Long.parseLong(numbers.getProperty(name, "0"));
    }

    void save() {
        WholeFile.write(file, part -> {
            try (Writer out = Files.newBufferedWriter(part)) {
                numbers.store(out, null);
            }
        });
    }

    @Override
    public String toString() {
        return next() + " cases: " + couldRead() + " read, " + refused() + " refused in one line, " + failed()
                + " findings of " + kinds() + " kinds";
    }
}
