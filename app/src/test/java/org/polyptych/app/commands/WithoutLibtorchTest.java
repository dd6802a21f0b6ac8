package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only commands that need libtorch may load it: it takes a second, and some hundred megabytes. */
class WithoutLibtorchTest {
    @TempDir
    private Path folder;

    @Test
    void what_only_tells_does_not_load_libtorch() throws Exception {
        Path said = folder.resolve("said.txt");
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        LoadedLibraries.class.getName(),
                        "--help",
                        "engines",
                        "train",
                        "train --help",
                        "cite rpie",
                        "train absent demo -o x.safetensors",
                        "reconstruct demo --engine rpie --iterations 1 -o " + folder.resolve("result"),
                        LoadedLibraries.LOAD)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(said))
                .containsSubsequence(
                        "--help: 0 not loaded",
                        "engines: 0 not loaded",
                        "train: 0 not loaded",
                        "train --help: 0 not loaded",
                        "cite rpie: 0 not loaded",
                        "train absent demo -o x.safetensors: 2 not loaded",
                        "reconstruct demo --engine rpie --iterations 1 -o " + folder.resolve("result")
                                + ": 0 not loaded",
                        "load-it: 0 loaded");
    }
}
