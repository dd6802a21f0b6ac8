package org.polyptych.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.io.ScanSample;

class FuzzBatchTest {
    private static final int CASES = 150;

    @TempDir
    Path folder;

    @Test
    void noReaderCrashesHangsOrRamblesOnDamagedFiles() throws Exception {
        FuzzProgress progress = new FuzzProgress(folder.resolve("progress.properties"), 3);
        new FuzzBatch(folder, progress).run(CASES);
        assertThat(progress.failed()).as(findings()).isZero();
        assertThat(progress.couldRead() + progress.refused()).isEqualTo(CASES);
        // damaged enough to be refused, whole enough to get past the first line of a reader
        assertThat(progress.refused()).isBetween(CASES / 10L, CASES * 9L / 10);
    }

    @Test
    void whateverAReaderMustNotDoIsFoundAndTheRunGoesOn() throws Exception {
        FuzzProgress progress = new FuzzProgress(folder.resolve("progress.properties"), 3);
        new FuzzBatch(folder, progress, BadReader.class.getName(), 4).run(8);
        assertThat(progress.next()).isEqualTo(8);
        assertThat(progress.failed()).isEqualTo(3);
        assertThat(progress.kinds()).isEqualTo(3);
        assertThat(progress.couldRead()).isEqualTo(5);
        assertThat(findings()).contains("IllegalStateException", "hang in", "the process ended with code 77");
        FuzzProgress later = new FuzzProgress(folder.resolve("progress.properties"), 9);
        assertThat(later.seed()).as("a run that goes on keeps its seed").isEqualTo(3);
        assertThat(later.next()).isEqualTo(8);
    }

    @Test
    void aNumberAlwaysGivesTheSameFiles() throws Exception {
        List<SeedFiles.Seed> seeds = SeedFiles.in(folder.resolve("seeds"));
        for (int number = 0; number < 12; number++) {
            Path first = new FuzzCase(seeds, folder.resolve("first"), 5).write(number);
            Path second =
                    new FuzzCase(SeedFiles.in(folder.resolve("again")), folder.resolve("second"), 5).write(number);
            assertThat(second.getFileName()).isEqualTo(first.getFileName());
            assertThat(content(folder.resolve("second"))).isEqualTo(content(folder.resolve("first")));
        }
    }

    @Test
    void everyFormatIsDamaged() throws Exception {
        List<String> names =
                SeedFiles.in(folder).stream().map(SeedFiles.Seed::name).toList();
        assertThat(ScanSample.all())
                .allMatch(sample -> names.contains(sample.getClass().getSimpleName()));
    }

    private static Map<String, String> content(Path folder) throws Exception {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return content;
    }

    private String findings() throws Exception {
        if (!Files.exists(folder.resolve("findings"))) {
            return "nothing found";
        }
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("findings"))) {
            for (Path file : files.filter(f -> f.endsWith("what.txt")).toList()) {
                text.append(Files.readString(file)).append('\n');
            }
        }
        return text.toString();
    }

    /** Does everything wrong, once each. */
    public static final class BadReader implements ToIntFunction<Path> {
        @Override
        public int applyAsInt(Path file) {
            // The child counts its cases in the order of calls; each process begins anew after a death.
            Path counter = file.getParent().resolveSibling("counter");
            try {
                long call = Files.exists(counter) ? Files.size(counter) : 0;
                Files.write(counter, new byte[(int) call + 1]);
                switch ((int) call) {
                    case 1 -> throw new IllegalStateException("two\nlines");
                    case 3 -> Thread.sleep(60_000);
                    case 5 -> Runtime.getRuntime().halt(77);
                    default -> {
                        return 1;
                    }
                }
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalArgumentException(e);
            }
            return 1;
        }
    }
}
