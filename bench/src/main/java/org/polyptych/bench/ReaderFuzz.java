package org.polyptych.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.polyptych.bench.fuzz.FuzzBatch;
import org.polyptych.bench.fuzz.FuzzProgress;

/**
 * Gives damaged files to every reader: {@code ReaderFuzz FOLDER MINUTES [SEED]}. Whatever is neither read nor refused in
 * one line that names the file - another exception, a crash of the process, more than 15 seconds, more than 1.5 GiB -
 * is kept, with its files, in {@code FOLDER/findings}. Started again with the same folder it goes on where it was;
 * {@code FOLDER/log.txt} tells how it goes. Ends with 1 if anything was found.
 */
public final class ReaderFuzz {
    private static final int CASES_A_CHILD = 2000;

    private ReaderFuzz() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("usage: ReaderFuzz FOLDER MINUTES [SEED]");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        long seed = arguments.length == 3 ? Long.parseLong(arguments[2]) : 1;
        long end = System.nanoTime() + (long) (Double.parseDouble(arguments[1]) * TimeUnit.MINUTES.toNanos(1));
        FuzzProgress progress = new FuzzProgress(folder.resolve("progress.properties"), seed);
        FuzzBatch batch = new FuzzBatch(folder, progress);
        while (System.nanoTime() < end) {
            batch.run(CASES_A_CHILD);
            String line = LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + progress;
            System.out.println(line);
            Files.writeString(
                    folder.resolve("log.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        System.exit(progress.failed() > 0 ? 1 : 0);
    }
}
