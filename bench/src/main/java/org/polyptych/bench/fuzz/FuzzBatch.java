package org.polyptych.bench.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts children for some cases, goes on where one died, and keeps the files of what was found. */
public final class FuzzBatch {
    private static final int SECONDS_FOR_A_CASE = 15;
    private static final int MEBIBYTES = 1500;
    /** A child that says nothing for longer than its own watchdog waits is dead. */
    private static final int SILENCE = FuzzChild.PATIENCE * SECONDS_FOR_A_CASE + 60;

    private static final int KEPT_OF_A_KIND = 3;

    private final Path folder;
    private final FuzzProgress progress;
    private final String reader;
    private final int secondsForACase;
    private volatile long spoken;

    /** @param folder where everything goes */
    public FuzzBatch(Path folder, FuzzProgress progress) {
        this(folder, progress, Readers.class.getName(), SECONDS_FOR_A_CASE);
    }

    FuzzBatch(Path folder, FuzzProgress progress, String reader, int secondsForACase) {
        this.folder = folder;
        this.progress = progress;
        this.reader = reader;
        this.secondsForACase = secondsForACase;
    }

    /** Runs the next cases. */
    public void run(int count) throws IOException, InterruptedException {
        long end = progress.next() + count;
        while (progress.next() < end) {
            child((int) (end - progress.next()));
            progress.save();
        }
    }

    private void child(int count) throws IOException, InterruptedException {
        long first = progress.next();
        Path errors = folder.resolve("child-errors.txt");
        Process process = new ProcessBuilder(command(first, count))
                .redirectError(errors.toFile())
                .start();
        Thread watchdog = watchdog(process);
        String failure = null;
        long running = first;
        List<String> stack = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                spoken = System.nanoTime();
                String[] words = line.split(" ", 3);
                switch (words[0]) {
                    case "begin" -> {
                        failure = keep(running, failure, stack);
                        running = Long.parseLong(words[1]);
                        progress.reached(running);
                    }
                    case "read", "refused" -> {
                        progress.count(words[0].equals("read"));
                        progress.reached(running + 1);
                    }
                    case "failed" -> {
                        failure = words[2];
                        progress.reached(running + 1);
                    }
                    default -> stack.add(line);
                }
            }
        }
        int code = process.waitFor();
        watchdog.interrupt();
        boolean told = failure != null;
        keep(running, failure, stack);
        if (progress.next() < first + count && !told && code != 0) {
            stack.addAll(Files.readAllLines(errors, StandardCharsets.ISO_8859_1));
            stack.addAll(crashReports());
            keep(running, "the process ended with code " + code + " " + innermost(stack), stack);
            progress.reached(running + 1);
        }
    }

    private Thread watchdog(Process process) {
        spoken = System.nanoTime();
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                while (process.isAlive()) {
                    Thread.sleep(500);
                    if (System.nanoTime() - spoken > TimeUnit.SECONDS.toNanos(SILENCE)) {
                        process.destroyForcibly();
                    }
                }
            } catch (InterruptedException e) {
                // the child has ended
            }
        });
    }

    /** Under a shell that limits the address space, so that a library gone wild cannot take the machine along. */
    private List<String> command(long first, int count) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                "/bin/sh",
                "-c",
                "ulimit -c 0; ulimit -v 12000000; exec \"$@\"",
                "fuzz",
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + folder.resolve("crash-%p.log"),
                "-cp",
                System.getProperty("java.class.path"),
                FuzzChild.class.getName(),
                folder.toString(),
                String.valueOf(progress.seed()),
                String.valueOf(first),
                String.valueOf(count),
                String.valueOf(secondsForACase),
                String.valueOf(MEBIBYTES),
                reader);
    }

    /** Saves a finding, if there is one; gives null. */
    private String keep(long number, String failure, List<String> stack) throws IOException {
        if (failure != null) {
            String signature = failure.split(": ", 2)[0];
            if (progress.found(signature) <= KEPT_OF_A_KIND) {
                Path kept = Files.createDirectories(folder.resolve("findings").resolve(String.valueOf(number)));
                List<String> text = new ArrayList<>(List.of("case " + number + ", seed " + progress.seed(), failure));
                text.addAll(stack);
                Files.write(kept.resolve("what.txt"), text, StandardCharsets.UTF_8);
                FuzzCase again = new FuzzCase(
                        SeedFiles.in(folder.resolve("seeds-again")), kept.resolve("files"), progress.seed());
                again.write(number);
            }
        }
        stack.clear();
        return null;
    }

    /** The JVM's own words on a crash: the native and Java frames. */
    private List<String> crashReports() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("crash-.*\\.log"))
                    .toList()) {
                Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                        .filter(line -> line.matches("(# )?[CjJvV] .*"))
                        .limit(40)
                        .forEach(lines::add);
                Files.delete(file);
            }
        }
        return lines;
    }

    private static String innermost(List<String> stack) {
        return stack.stream()
                .filter(line -> line.matches("(# )?C .*"))
                .map(line -> line.replaceAll("\\+0x.*", "").replaceAll("^[# ]*C *\\[?", ""))
                .findFirst()
                .orElse("");
    }
}
