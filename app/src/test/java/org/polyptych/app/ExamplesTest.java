package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.app.plan.PlanCheck;
import org.polyptych.core.SharedData;
import org.polyptych.io.ProductFile;

class ExamplesTest {
    private static final Path EXAMPLES = SharedData.projectRoot().resolve("examples");

    static List<Path> plans() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    /** The data of a plan may be absent, everything else must be right. */
    @ParameterizedTest
    @MethodSource("plans")
    void every_example_plan_is_valid(Path plan) {
        assertThat(PlanCheck.of(plan).mistakes())
                .filteredOn(mistake -> !mistake.message().startsWith("scan: there is no file"))
                .isEmpty();
    }

    @Test
    void the_demo_plans_are_valid_with_their_data() {
        assertThat(Cli.run("validate", EXAMPLES.resolve("demo.yaml")).code()).isZero();
        assertThat(Cli.run("validate", EXAMPLES.resolve("demo-half.yaml")).code())
                .isZero();
    }

    @Test
    void the_first_program_runs_as_it_stands(@TempDir Path folder) throws Exception {
        Path scan = new TinyPair().write(folder);
        Path result = folder.resolve("result.h5");
        Path arguments = Files.writeString(
                folder.resolve("arguments"), "-cp \"" + classPath().replace("\\", "\\\\") + "\"\n");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        "--enable-native-access=ALL-UNNAMED",
                        EXAMPLES.resolve("FirstReconstruction.java").toString(),
                        scan.toString(),
                        result.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said).contains("20/20: ").contains("object of ");
        assertThat(ProductFile.read(result).losses()).hasSize(20);
    }

    /** The real one: the test runner may hide it behind a jar that only points to it. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
