package org.polyptych.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

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
                .containsExactly(
                        "it cannot be read: the file is damaged, or did not answer within 0.5 s; the HDF5 library does"
                                + " not come back from it",
                        "it cannot be read: the file is damaged, or did not answer within 0.5 s; the HDF5 library does"
                                + " not come back from it");
    }

    /** In a process of its own, because its library is lost afterwards. */
    static final class Reader {
        public static void main(String[] arguments) {
            Hdf5Library.longestCall = Duration.ofMillis(500);
            try {
                Hdf5Library.watched(Reader::circle, "it cannot be read");
            } catch (BadInputException e) {
                System.out.println(e.getMessage());
            }
            try {
                Hdf5File.open(Path.of(arguments[0])).close();
            } catch (BadInputException e) {
                System.out.println(e.getMessage());
            }
            System.exit(0);
        }

        private static int circle() {
            while (true) {
                Thread.onSpinWait();
            }
        }
    }
}
