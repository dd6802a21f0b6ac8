package org.polyptych.bench.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.MemoryEstimate;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.CxiFile;
import org.polyptych.io.HowMade;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Scans larger than the memory: makes one, and times iterations on it with the frames in memory, packed or in the file.
 * The heap is what Java is given ({@code JAVA_TOOL_OPTIONS=-Xmx4g}). See docs/scale.md.
 */
@Command(name = "scale", subcommandsRepeatable = false)
public final class Scale implements Callable<Integer> {
    public static void main(String[] arguments) {
        Program.run(new Scale(), arguments);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.err);
        return 2;
    }

    /** Makes a scan of uint16 counts that are not compressed, or by gzip. */
    @Command(name = "make")
    void make(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--gigabytes", defaultValue = "20") double gigabytes,
            @Option(names = "--size", defaultValue = "128") int size,
            @Option(names = "--gzip") boolean gzip) {
        int frames = (int) (gigabytes * 1e9 / (2.0 * size * size));
        try (Parallel parallel = new Parallel(Parallel.allProcessors())) {
            Scan scan = LargeScan.of(size, frames, parallel);
            if (gzip) {
                CxiFile.write(file, scan, HowMade.UNKNOWN);
            } else {
                CxiFile.writePlain(file, scan, HowMade.UNKNOWN);
            }
        }
        System.out.println(file + ": " + frames + " frames of " + size + " x " + size);
    }

    /** Times iterations; time in which the process is stopped does not count. */
    @Command(name = "time")
    void time(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--engine", defaultValue = "awf") String engine,
            @Option(names = "--stream", defaultValue = "auto") String stream,
            @Option(names = "--frames", defaultValue = "0") int frames,
            @Option(names = "--iterations", defaultValue = "3") int iterations,
            @Option(names = "--set") Map<String, String> more)
            throws Exception {
        Map<String, String> settings = new HashMap<>(more == null ? Map.of() : more);
        settings.put("data.stream", stream);
        settings.put("data.reject", "none");
        settings.put("checkpoint.seconds", "0");
        Reconstruction recipe = Reconstruction.with(engine, settings, iterations, 1, Parallel.allProcessors());
        long begin = System.nanoTime();
        Scan whole = ScanFiles.open(file);
        Scan scan =
                frames == 0 ? whole : whole.select(IntStream.range(0, frames).toArray());
        MemoryEstimate memory = MemoryEstimate.of(scan, recipe);
        memory.check();
        say("%s, %s: %d frames, heap %.2f GB, %s", engine, stream, scan.frames().count(), heap(), memory.text());
        try (EngineSession session = recipe.begin(scan)) {
            say("ready after %.1f s", (System.nanoTime() - begin) * 1e-9);
            ActiveClock clock = new ActiveClock();
            double[] rates = new double[iterations];
            for (int k = 0; k < iterations; k++) {
                long readBefore = readBytes();
                double start = clock.seconds();
                double loss = session.step().loss();
                double seconds = clock.seconds() - start;
                rates[k] = scan.frames().count() / seconds;
                say(
                        "iteration %d: %.2f s, %.0f frames/s, %.2f GB from the disk, loss %.9g",
                        k + 1, seconds, rates[k], (readBytes() - readBefore) * 1e-9, loss);
            }
            double[] later = Arrays.copyOfRange(rates, Math.min(1, iterations - 1), iterations);
            say("frames/s after the first: %.0f", Arrays.stream(later).average().orElse(0));
        }
    }

    private static double heap() {
        return Runtime.getRuntime().maxMemory() * 1e-9;
    }

    /** What this process had brought from the disk so far, where Linux says so. */
    private static long readBytes() throws java.io.IOException {
        Path io = Path.of("/proc/self/io");
        List<String> lines = Files.isReadable(io) ? Files.readAllLines(io) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith("read_bytes: "))
                .mapToLong(line -> Long.parseLong(line.substring("read_bytes: ".length())))
                .findFirst()
                .orElse(0);
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
