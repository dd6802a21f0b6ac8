package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.ContentHash;
import org.polyptych.physics.Frames;

class CompiledCodeTest {
    @TempDir
    private Path folder;

    @Test
    void theSameClassesInAFolderAndInAJarAreTheSameBuildAndOneOtherByteIsNot() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/org/some"));
        Files.write(classes.resolve("A.class"), new byte[] {1, 2, 3});
        Files.write(classes.resolve("B.class"), new byte[] {4, 5});
        Files.writeString(classes.resolve("notes.txt"), "not code");
        Path jar = folder.resolve("some.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            entry(out, "org/some/B.class", 4, 5);
            entry(out, "org/some/A.class", 1, 2, 3);
        }
        byte[] inFolder = CompiledCode.hash(folder.resolve("classes"));
        assertThat(CompiledCode.hash(jar)).isEqualTo(inFolder);
        Files.write(classes.resolve("B.class"), new byte[] {4, 6});
        assertThat(CompiledCode.hash(folder.resolve("classes"))).isNotEqualTo(inFolder);
    }

    private static void entry(JarOutputStream out, String name, int... bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        for (int value : bytes) {
            out.write(value);
        }
        out.closeEntry();
    }

    @Test
    void thisBuildIsKnownAndTheEngineIsPartOfIt() {
        String ours = Version.build(List.of(Engines.named("rpie")));
        assertThat(ours).matches("[0-9a-f]{12}");
        assertThat(Version.build(List.of(Engines.named("dm")))).isEqualTo(ours);
        assertThat(CompiledCode.hash(ContentHash.class, Frames.class, Version.class, CompiledCodeTest.class))
                .matches("[0-9a-f]{12}")
                .isNotEqualTo(ours);
        assertThat(CompiledCode.hash(String.class)).isEqualTo("unknown");
    }
}
