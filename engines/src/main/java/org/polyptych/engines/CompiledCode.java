package org.polyptych.engines;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The class files that a program is running from, as a hash: builds of the same version are told apart by it. */
final class CompiledCode {
    private static final int DIGITS = 12;
    private static final String UNKNOWN = "unknown";
    private static final Map<Path, byte[]> KNOWN = new ConcurrentHashMap<>();

    private CompiledCode() {}

    /** Of everything in the jars or folders that the given classes come from; {@code unknown} if those cannot be read. */
    static String hash(Class<?>... samples) {
        try {
            MessageDigest digest = sha256();
            for (Path place : places(samples)) {
                byte[] known = KNOWN.get(place);
                if (known == null) {
                    known = hash(place);
                    KNOWN.put(place, known);
                }
                digest.update(known);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return UNKNOWN; // A class loader of another kind; nothing depends on knowing.
        }
    }

    /** In the order of the samples, each once. */
    private static List<Path> places(Class<?>... samples) throws URISyntaxException {
        Path[] places = new Path[samples.length];
        for (int k = 0; k < samples.length; k++) {
            CodeSource source = samples[k].getProtectionDomain().getCodeSource();
            places[k] = Path.of(source.getLocation().toURI());
        }
        return Arrays.stream(places).distinct().toList();
    }

    /** Of a folder, or of what is in a jar. */
    static byte[] hash(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return hashFolder(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return hashFolder(jar.getPath("/"));
        }
    }

    private static byte[] hashFolder(Path root) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(".class"))
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
            for (Path file : classes) {
                digest.update(Files.readAllBytes(file));
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }
}
