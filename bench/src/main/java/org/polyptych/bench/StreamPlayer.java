package org.polyptych.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.io.CxiFile;
import org.polyptych.io.GrowingCxi;
import org.polyptych.io.HowMade;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Plays a scan as a detector writes it: its frames one by one, at a given rate, into a growing file that others can read
 * meanwhile, or so many at a time into files of a folder. What {@code stream} follows.
 */
@Command(name = "StreamPlayer")
public final class StreamPlayer implements Callable<Integer> {
    @Parameters(paramLabel = "SCAN", description = "A scan of any format.")
    private Path scan;

    @Option(names = "--rate", description = "Frames a second. Default: ${DEFAULT-VALUE}.")
    private double rate = 50;

    @Option(names = "--part", description = "Frames a file; -o is then a folder. Default: all in one growing file.")
    private int part;

    @Option(
            names = {"-o", "--output"},
            required = true,
            description = "The growing CXI file, or the folder.")
    private Path output;

    public static void main(String[] arguments) {
        Program.run(new StreamPlayer(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        if (!(rate > 0) || part < 0) {
            throw new BadInputException("--rate must be above 0 frames a second and --part 0 or more");
        }
        Scan all = ScanFiles.open(scan);
        if (part > 0) {
            playParts(all);
        } else {
            playFile(all);
        }
        return 0;
    }

    private void playFile(Scan all) {
        long start = System.nanoTime();
        try (GrowingCxi file = GrowingCxi.create(output, all, HowMade.UNKNOWN)) {
            while (file.count() < all.frames().count()) {
                waitFor(file.count() + 1, start);
                file.add();
            }
        }
    }

    private void playParts(Scan all) throws Exception {
        Files.createDirectories(output);
        long start = System.nanoTime();
        List<int[]> parts = IntStream.range(0, Math.ceilDiv(all.frames().count(), part))
                .mapToObj(k -> IntStream.range(k * part, Math.min(all.frames().count(), (k + 1) * part))
                        .toArray())
                .toList();
        for (int k = 0; k < parts.size(); k++) {
            waitFor(parts.get(k)[parts.get(k).length - 1] + 1, start);
            CxiFile.write(output.resolve("part-" + (k + 1) + ".cxi"), all.select(parts.get(k)), HowMade.UNKNOWN);
        }
    }

    /** Until a frame is measured. */
    private void waitFor(int frame, long start) {
        long then = start + (long) (1e9 * frame / rate);
        while (System.nanoTime() < then) {
            LockSupport.parkNanos(then - System.nanoTime());
        }
    }
}
