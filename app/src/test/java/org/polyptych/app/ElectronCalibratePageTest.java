package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/electron-calibrate.md: its example runs, its table says what is found, and what does not fit is refused. */
class ElectronCalibratePageTest {
    private static String page() throws IOException {
        return Files.readString(SharedData.projectRoot().resolve("docs").resolve("electron-calibrate.md"));
    }

    private static Cli run(String line, Path folder) {
        List<String> words = new ArrayList<>();
        for (String word : line.replace("./polyptych ", "").replace("\"", "").split(" ")) {
            boolean file = word.endsWith(".h5")
                    || word.endsWith(".yaml")
                    || word.endsWith("-images")
                    || !words.isEmpty() && words.getLast().equals("-o");
            words.add(file ? folder.resolve(word).toString() : word);
        }
        return Cli.run(words.toArray());
    }

    private static JsonNode calibration(Object... words) {
        Cli run = Cli.run(words);
        assertThat(run.code()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out()).get("calibration");
    }

    @Test
    void the_example_runs_as_it_stands(@TempDir Path folder) throws Exception {
        List<String> lines = page().split("```sh\n")[1].split("```")[0].lines().toList();
        assertThat(lines).hasSize(4);
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            Cli run = run(line, folder);
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
            said.add(run.out());
        }
        assertThat(said.get(1)).contains("positions as they were read: they do not agree", "calibration use --set");
        assertThat(folder.resolve("gold").resolve("object_phase.png")).exists();
        String plan = Files.readString(folder.resolve("gold.yaml"));
        assertThat(plan).contains("scanRotation:", "defocus:");
        assertThat(Cli.run("validate", folder.resolve("gold.yaml")).code()).isZero();
        try (var files = Files.list(folder.resolve("gold-images"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "bright-field.png",
                            "bright-field.tif",
                            "dark-field.png",
                            "dark-field.tif",
                            "centre-of-mass-y.png",
                            "centre-of-mass-y.tif",
                            "centre-of-mass-x.png",
                            "centre-of-mass-x.tif",
                            "annular-20-38mrad.png",
                            "annular-20-38mrad.tif");
        }
        JsonNode found = calibration(
                "inspect", folder.resolve("gold.h5"), "--set", "file.scanRotation=30", "--calibrate", "--json");
        assertThat(found.get("rotationDegrees").asDouble()).isCloseTo(-30, within(2.0));
        assertThat(found.get("transposed").asBoolean()).isFalse();
        // 30 nm behind the entrance plane; the specimen is 4 nm thick
        assertThat(found.get("defocus").asDouble()).isBetween(26e-9, 30e-9);
        assertThat(found.get("convergence").asDouble()).isCloseTo(15e-3, within(0.4e-3));
        assertThat(found.get("convergenceSaid").asDouble()).isCloseTo(15e-3, within(1e-9));
        assertThat(Double.parseDouble(
                        found.get("settings").get("file.scanRotation").asString()))
                .isCloseTo(0, within(2.0));
    }

    @Test
    void engines_of_4d_stem_refuse_other_scans_in_one_line(@TempDir Path folder) {
        for (String engine : List.of("parallax", "icom", "ssb")) {
            Cli run = Cli.run("reconstruct", "demo", "--engine", engine, "-o", folder.resolve("out"));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("engine " + engine + " is for 4D-STEM");
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void what_does_not_fit_is_refused_in_one_line(@TempDir Path folder) {
        Path images = folder.resolve("images");
        for (Object[] words : new Object[][] {
            {"inspect", "demo", "--calibrate"},
            {"inspect", "demo", "--virtual", images},
            {"inspect", "demo", "--annulus", "1-2mrad"},
            {"inspect", "demo", "--calibrate", "--orientation"},
            {"inspect", "demo", "--virtual", folder},
            {"inspect", "demo", "--virtual", images, "--annulus", "2-1mrad"}
        }) {
            assertThat(Cli.run(words)).as(Arrays.toString(words)).matches(Cli::isRefusedInOneLine);
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** A scan simulated by another program: its zero beam lies at 63.625, and the specimen is some nm thick. */
    @Test
    void ducky_is_found_as_it_was_simulated() {
        JsonNode found = calibration(
                "inspect",
                SharedData.file("electron/ducky_25x25x128x128_u16.npz"),
                "--set",
                "file.beam=electron",
                "--set",
                "file.energy=80000",
                "--set",
                "file.detectorAngle=1.0439e-3",
                "--set",
                "file.scanStep=5e-10",
                "--calibrate",
                "--json");
        assertThat(found.get("discY").asDouble()).isCloseTo(63.625, within(0.05));
        assertThat(found.get("discX").asDouble()).isCloseTo(63.625, within(0.05));
        assertThat(found.get("rotationDegrees").asDouble()).isCloseTo(0, within(1.0));
        assertThat(found.get("transposed").asBoolean()).isFalse();
        assertThat(found.get("defocus").asDouble()).isCloseTo(48e-9, within(3e-9));
        assertThat(found.get("sign").asString()).isEqualTo("dark field");
    }

    @ParameterizedTest
    @CsvSource({"0", "70"})
    void rotavirus_tells_its_rotation_and_defocus_however_it_is_read(double turned) {
        JsonNode found = calibration(
                "inspect",
                SharedData.file("real/rotavirus_4dstem_48x48_dense_bin2.h5"),
                "--set",
                "file.scanRotation=" + turned,
                "--calibrate",
                "--json");
        double rotation = Double.parseDouble(
                found.get("settings").get("file.scanRotation").asString());
        assertThat(rotation).isCloseTo(119, within(3.0));
        assertThat(found.get("defocus").asDouble()).isCloseTo(13.5e-6, within(0.05 * 13.5e-6));
        assertThat(found.get("settings").get("file.swap").asString()).isEqualTo("false");
    }
}
