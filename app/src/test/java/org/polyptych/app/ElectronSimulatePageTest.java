package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.SharedData;
import org.polyptych.electron.specimen.TestStructures;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Scan;
import picocli.CommandLine.Model.OptionSpec;

/** docs/electron-simulate.md: its example runs, it leaves nothing out, and what does not fit is refused. */
class ElectronSimulatePageTest {
    private static String page() throws IOException {
        return Files.readString(SharedData.projectRoot().resolve("docs").resolve("electron-simulate.md"));
    }

    private static Cli run(String line, Path folder) {
        return Cli.run(Arrays.stream(line.replace("./polyptych ", "").split(" "))
                .map(word -> word.endsWith(".h5") ? folder.resolve(word).toString() : word)
                .toArray());
    }

    @Test
    void the_example_runs_as_it_stands(@TempDir Path folder) throws Exception {
        List<String> lines = page().split("```sh\n")[1].split("```")[0].lines().toList();
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            Cli run = run(line, folder);
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        }
        Scan scan = ScanFiles.open(folder.resolve("srtio3.h5"));
        ElectronGeometry geometry = (ElectronGeometry) scan.geometry();
        assertThat(geometry.voltage()).isCloseTo(300e3, within(1e-3));
        assertThat(geometry.pixelWidth()).isCloseTo(0.0196875e-10 / (2 * 50e-3), within(1e-15));
        assertThat(scan.frames().count()).isEqualTo(64);
        assertThat(scan.positions().x()[1] - scan.positions().x()[0]).isCloseTo(0.8e-10, within(1e-16));
        assertThat(scan.truth().orElseThrow().specimen().slices()).isEqualTo(20);
        assertThat(String.join("\n", scan.notes())).contains("20 slices").contains("convergence 20.0 mrad");
    }

    @Test
    void a_crystal_from_a_file_with_phonons_and_partial_coherence(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("al.xyz"),
                "aluminium\n4.05 4.05 4.05\n13 0 0 0 1 0.1\n13 2.025 2.025 0 1 0.1\n"
                        + "13 2.025 0 2.025 1 0.1\n13 0 2.025 2.025 1 0.1\n-1\n");
        Cli run = run(
                "simulate --structure " + folder.resolve("al.xyz") + " --thickness 2nm --frame 48 --frames 2x2 --step"
                        + " 0.5A --phonons 2 --focal-spread 30A --source-size 0.05 --aberrations C12=1nm@20,C30=20um"
                        + " --factors kirkland --start-probe true -o al.h5",
                folder);
        assertThat(run.code()).as(run.err()).isZero();
        Scan scan = ScanFiles.open(folder.resolve("al.h5"));
        assertThat(scan.truth().orElseThrow().specimen().slices()).isEqualTo(10);
        assertThat(scan.truth().orElseThrow().probe().modes()).isGreaterThan(1);
        assertThat(scan.probe()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--structure graphene --object star|leave out --object",
                "--structure graphene --energy 8|leave out --energy",
                "--object star --probe gaussian --voltage 80|--structure",
                "--structure granite|did you mean 'graphene'",
                "--structure graphene:twist=3|twist",
                "--structure graphene --thickness 3A|settings of its own",
                "--structure graphene --defocus 100|--defocus",
                "--structure graphene --defocus 1um --frame 64|expected frames of",
                "--structure graphene --convergence 40 --max-angle 50|two thirds",
                "--structure graphene --aberrations C13=1nm|no aberration C13",
                "--structure graphene --factors peng|lobato",
                "--structure graphene --phonons -1|--phonons",
                "--structure graphene --tilt 5|2 finite numbers",
                "--structure graphene --tilt 0,300|at most 200",
                "--object star --tilt 0,3|--structure",
                "--structure missing.cif|missing.cif",
                "--structure graphene --start-probe gaussian|X-rays",
            })
    void what_does_not_fit_is_refused_in_one_line(String options, String message, @TempDir Path folder) {
        Cli run = run("simulate " + options + " --step 1A --frames 4 -o bad.h5", folder);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip().lines()).hasSize(1);
        assertThat(run.err()).contains(message);
        assertThat(folder).isEmptyDirectory();
    }

    /** Three quarters of an array of a beam focused to a spot are no overlap at all. */
    @Test
    void the_step_must_be_said(@TempDir Path folder) {
        Cli run = run("simulate --structure graphene --frames 4 -o bad.h5", folder);
        assertThat(run.isRefusedInOneLine()).as(run.err()).isTrue();
        assertThat(run.err()).contains("--step is missing");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void every_option_and_every_setting_is_explained() throws Exception {
        String page = page();
        for (OptionSpec option : Main.commandLine()
                .getSubcommands()
                .get("simulate")
                .getCommandSpec()
                .options()) {
            if (option.group() != null && option.group().heading().contains("Electrons")) {
                assertThat(page).contains("`" + option.longestName());
            }
        }
        TestStructures.kinds().forEach((name, type) -> {
            String row = page.lines()
                    .filter(line -> line.startsWith("| `" + name + "`"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row for " + name));
            for (RecordComponent setting : type.getRecordComponents()) {
                assertThat(row).contains("`" + setting.getName() + "`");
            }
        });
    }
}
