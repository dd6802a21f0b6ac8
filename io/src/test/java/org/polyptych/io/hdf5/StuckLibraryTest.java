package org.polyptych.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;

/** A damaged file can send the C library in circles; that must end in a line, not in a wait. */
class StuckLibraryTest {
    @TempDir
    Path folder;

    @Test
    void aCallThatDoesNotComeBackIsGivenUp() throws Exception {
        Path path = folder.resolve("text.h5");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.attribute("/", "name", "some text");
        }
        byte[] bytes = Files.readAllBytes(path);
        int heap = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("GCOL");
        // An object with index 0 is free space, and one of size 0 leads to itself.
        ByteBuffer.wrap(bytes).putShort(heap + 16, (short) 0).putLong(heap + 24, 0);
        Files.write(path, bytes);

        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readAllLines(output))
                .hasSize(2)
                .allMatch(line -> line.startsWith(path + ": root attribute 'name' cannot be read")
                        && line.contains("does not come back"));
    }

    /** In a process of its own, because its library is lost afterwards. */
    static final class Reader {
        public static void main(String[] arguments) {
            Hdf5Library.longestCall = Duration.ofMillis(500);
            for (int k = 0; k < 2; k++) {
                try (Hdf5File file = Hdf5File.open(Path.of(arguments[0]))) {
                    System.out.println("read: " + file.text("/", "name"));
                } catch (BadInputException e) {
                    System.out.println(e.getMessage());
                }
            }
            System.exit(0);
        }
    }
}
