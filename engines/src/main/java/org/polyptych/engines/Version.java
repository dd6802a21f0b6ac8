package org.polyptych.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.polyptych.core.ContentHash;
import org.polyptych.core.FftLibrary;
import org.polyptych.physics.Frames;

/** What ran where: for the record that a result carries. */
public final class Version {
    private Version() {}

    /** Name and version of the program. */
    public static String program() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "Polyptych " + (version == null ? "development" : version);
    }

    /**
     * Which build of the program computes: the same for the same compiled classes, be they in jars or in folders. Of
     * the rooms that decide the bits, and of the engines, which may come from elsewhere.
     */
    public static String build(List<EngineProvider> engines) {
        return build(engines.stream().map(Object::getClass).toArray(Class<?>[]::new));
    }

    /** {@link #build(List)} with whatever else decides the bits, which may come from elsewhere. */
    public static String build(Class<?>... more) {
        return CompiledCode.hash(
                Stream.concat(Stream.of(ContentHash.class, Frames.class, Version.class), Stream.of(more))
                        .toArray(Class<?>[]::new));
    }

    /** Processor, cores, threads, Java and FFT library, in one line. */
    public static String machine(int threads) {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, " + threads
                + (threads == 1 ? " thread" : " threads") + ", Java "
                + Runtime.version().feature() + ", FFT "
                + FftLibrary.selected().name().toLowerCase();
    }

    /** The processor's name, as far as it is known. */
    public static String processor() {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try (var lines = Files.lines(info)) {
                var model = lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst();
                if (model.isPresent()) {
                    return model.get();
                }
            } catch (IOException e) {
                // falls through to what Java knows
            }
        }
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
