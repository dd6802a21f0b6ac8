package org.polyptych.core;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Test data that is not part of the project. The folder is named by the environment variable POLYPTYCH_DATA, else it is
 * {@code ../shared/data} beside the project. Without the folder a test is skipped; with it, a missing file is an error.
 */
public final class SharedData {
    private SharedData() {}

    /** The file, or the test is skipped. */
    public static Path file(String name) {
        Path folder = folder();
        Assumptions.assumeTrue(Files.isDirectory(folder), "test data absent: " + folder.resolve(name));
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new AssertionError("the test data folder exists, but not " + file);
        }
        return file;
    }

    private static Path folder() {
        String named = System.getenv("POLYPTYCH_DATA");
        return named != null
                ? Path.of(named)
                : projectRoot().resolveSibling("shared").resolve("data");
    }

    /** The folder with the launcher. */
    public static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("tools").resolve("find-jdk"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
