package org.polyptych.bench.codec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Decodes frames that the C filters wrote, with our decoders and with those in C by turns, so that both see the same
 * machine; prints decoded bytes a second and their ratio.
 */
@Command(name = "throughput")
public final class Throughput implements Callable<Integer> {
    private static final List<String> CASES =
            List.of("bitshuffle-lz4-u2", "bitshuffle-lz4-u4", "lz4-u4", "blosc-lz4-u2");

    @Option(names = "--plugins", defaultValue = "/usr/lib/x86_64-linux-gnu/hdf5/serial/plugins")
    private String plugins;

    @Option(names = "--frames", defaultValue = "16")
    private int frames;

    @Option(names = "--threads", defaultValue = "2")
    private int threads;

    @Option(names = "--rounds", defaultValue = "7")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "1")
    private double seconds;

    public static void main(String[] arguments) {
        Program.run(new Throughput(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("throughput");
        Path file = folder.resolve("frames.h5");
        try {
            CDecoder.make(file, frames, plugins);
            System.out.println("| filter | compressed to | ours, GB/s | C, GB/s | ratio | lowest to highest |");
            System.out.println("|---|---|---|---|---|---|");
            try (CDecoder c = CDecoder.of(file, threads, plugins);
                    Parallel parallel = new Parallel(threads)) {
                for (String name : CASES) {
                    measure(name, new OurDecoder(file, name), c, parallel);
                }
            }
            return 0;
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private void measure(String name, OurDecoder ours, CDecoder c, Parallel parallel) throws Exception {
        ours.rate(2 * seconds, parallel); // until it is compiled
        double[] our = new double[rounds];
        double[] theirs = new double[rounds];
        double[] ratios = new double[rounds];
        for (int k = 0; k < rounds; k++) {
            our[k] = ours.rate(seconds, parallel);
            theirs[k] = c.rate(name, seconds);
            ratios[k] = our[k] / theirs[k];
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f%% | %.2f | %.2f | %.2f | %.2f to %.2f |%n",
                name,
                100.0 * ours.storedBytes() / ours.plainBytes(),
                median(our) / 1e9,
                median(theirs) / 1e9,
                median(ratios),
                ratios[0],
                ratios[rounds - 1]);
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }
}
