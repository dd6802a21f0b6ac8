package org.polyptych.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program in a process of its own, to be killed. */
final class ChildRun {
    private static final int LONGEST_SECONDS = 300;
    private static final int LOOK_EVERY_MS = 1;

    private final Process process;
    private final Path said;

    private ChildRun(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /**
     * Starts {@code polyptych} with the class path of this process.
     *
     * @param folder to run in; what it prints goes to {@code said.txt} there
     */
    static ChildRun start(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux")) {
            // Whoever runs this in the background may have Ctrl-C ignored, which children inherit.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-cp",
                classPath(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-XX:+UseParallelGC",
                "-Xmx1g",
                "-Xshare:auto",
                "org.polyptych.app.Main"));
        command.addAll(arguments);
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new ChildRun(process, said);
    }

    /** That of this process, as the test runner may hide it, good in any folder. */
    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until the condition holds; false if the process ended or the time was over before. */
    boolean waitFor(BooleanSupplier condition, double seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (process.isAlive() && System.nanoTime() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        return false;
    }

    /** SIGKILL: the process has no say. False if it had ended before. */
    boolean kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        return process.exitValue() == 128 + 9;
    }

    /** Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** The exit code. */
    int end() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("the run did not end within " + LONGEST_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** All it printed so far. */
    String said() throws IOException {
        return Files.readString(said);
    }
}
