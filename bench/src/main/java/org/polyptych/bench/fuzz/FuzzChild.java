package org.polyptych.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

/**
 * A process that reads damaged files, one case after the other, and says on standard output what came of each: {@code
 * begin N}, then {@code read N}, {@code refused N} or {@code failed N SIGNATURE} with the stack as further lines. It ends
 * itself when a case takes too long (of the processor, or four times that by the clock) or too much memory.
 */
public final class FuzzChild {
    static final int HUNG = 41;
    static final int FAT = 42;

    /** After a case that took the processor longer than this the HDF5 library may be lost, and another child goes on. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    /** How many times as long a case may take where others keep the processor busy. */
    static final int PATIENCE = 4;

    private FuzzChild() {}

    /**
     * Arguments: folder, seed, first case, number of cases, seconds for each, MiB that the process may take, class that
     * reads (a {@code ToIntFunction<Path>}).
     */
    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        var reader = (ToIntFunction<Path>)
                Class.forName(arguments[6]).getDeclaredConstructor().newInstance();
        Path folder = Path.of(arguments[0]);
        FuzzCase cases = new FuzzCase(
                SeedFiles.in(folder.resolve("seeds")), folder.resolve("case"), Long.parseLong(arguments[1]));
        long first = Long.parseLong(arguments[2]);
        long seconds = Long.parseLong(arguments[4]);
        long mebibytes = Long.parseLong(arguments[5]);
        for (long number = first; number < first + Long.parseLong(arguments[3]); number++) {
            say("begin " + number);
            Duration begun = processorTime();
            Path file = cases.write(number);
            say(outcome(reader, file, number, seconds));
            if (processorTime().minus(begun).compareTo(SLOW) > 0) {
                Runtime.getRuntime().halt(0);
            }
            if (mostMemory().filter(most -> most > mebibytes).isPresent()) {
                say("failed " + number + " memory " + mostMemory().get() / 1024 + " GiB");
                Runtime.getRuntime().halt(FAT);
            }
        }
    }

    private static String outcome(ToIntFunction<Path> readers, Path file, long number, long seconds)
            throws InterruptedException {
        AtomicReference<String> outcome = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().daemon().start(() -> outcome.set(attempt(readers, file, number)));
        Duration before = processorTime();
        for (int k = 0; k < PATIENCE && outcome.get() == null; k++) {
            reader.join(seconds * 1000);
            if (processorTime().minus(before).toSeconds() >= seconds) {
                break; // it had the processor and did not come to an end
            }
        }
        if (outcome.get() == null) {
            say("failed " + number + " hang in " + signature(reader.getStackTrace()) + stack(reader.getStackTrace()));
            Runtime.getRuntime().halt(HUNG);
        }
        return outcome.get();
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String attempt(ToIntFunction<Path> readers, Path file, long number) {
        try {
            return (readers.applyAsInt(file) > 0 ? "read " : "refused ") + number;
        } catch (Throwable e) {
            Throwable cause = e instanceof IllegalStateException && e.getCause() != null ? e.getCause() : e;
            return "failed " + number + " " + e.getClass().getSimpleName() + " in " + signature(cause.getStackTrace())
                    + ": " + String.valueOf(e.getMessage()).replace('\n', ' ') + stack(cause.getStackTrace());
        }
    }

    /** The first frame of our own: findings with the same one are taken for the same. */
    private static String signature(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().startsWith("org.polyptych")
                    && !frame.getClassName().contains(".bench.")) {
                return frame.getClassName().replaceFirst(".*\\.", "") + "." + frame.getMethodName();
            }
        }
        return "nowhere of ours";
    }

    private static String stack(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : stack) {
            text.append("\n  at ").append(frame);
        }
        return text.toString();
    }

    /** The most memory this process ever had, in MiB, where Linux says so. */
    private static Optional<Long> mostMemory() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
