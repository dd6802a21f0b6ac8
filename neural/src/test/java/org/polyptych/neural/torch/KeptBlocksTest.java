package org.polyptych.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptBlocksTest {
    private static final String ENOUGH = "8589934592";

    /** The process that is asked. */
    static final class Asked {
        private Asked() {}

        static void main() {
            System.out.print(NativeMemory.keepsBlocks());
        }
    }

    @BeforeEach
    void the_library_can_be_asked() {
        assumeTrue(NativeMemory.inUse().isPresent(), "the C library does not say what is in use");
    }

    private static String keeps(Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Asked.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
        builder.environment().putAll(variables);
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new String(process.getInputStream().readAllBytes());
    }

    @Test
    void they_stay_if_the_variables_of_the_launcher_say_so_and_no_name_alone_does_it() throws IOException {
        Map<String, String> launcher =
                Map.of("MALLOC_ARENA_MAX", "1", "MALLOC_MMAP_THRESHOLD_", ENOUGH, "MALLOC_TRIM_THRESHOLD_", ENOUGH);
        assertThat(keeps(launcher)).isEqualTo("true");
        assertThat(keeps(Map.of())).isEqualTo("false");
        assertThat(keeps(Map.of(
                        "MALLOC_ARENA_MAX", "1", "MALLOC_MMAP_THRESHOLD_", "1000", "MALLOC_TRIM_THRESHOLD_", "1000")))
                .isEqualTo("false");
    }
}
