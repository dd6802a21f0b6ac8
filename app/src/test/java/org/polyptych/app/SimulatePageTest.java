package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;
import picocli.CommandLine.Model.OptionSpec;

/** docs/simulate.md: its example runs, and it leaves nothing out. */
class SimulatePageTest {
    private static String page() throws IOException {
        return Files.readString(SharedData.projectRoot().resolve("docs").resolve("simulate.md"));
    }

    @Test
    void the_example_runs_as_it_stands(@TempDir Path folder) throws Exception {
        String block = page().split("```sh\n")[1].split("```")[0];
        List<String> lines = block.lines().toList();
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            Object[] words = Arrays.stream(line.replace("./polyptych ", "").split(" "))
                    .map(word -> word.startsWith("letters") && !word.equals("letters")
                                    || word.equals("letters") && line.endsWith("-o letters")
                            ? folder.resolve(word).toString()
                            : word)
                    .toArray();
            Cli run = Cli.run(words);
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        }
        Scan scan = ScanFiles.open(folder.resolve("letters.h5"));
        assertThat(scan.frames().count()).isEqualTo(60);
        assertThat(scan.truth()).isPresent();
        assertThat(folder.resolve("letters").resolve("object_phase.png")).exists();
    }

    @Test
    void every_option_and_every_setting_is_explained() throws Exception {
        String page = page();
        List<String> general = List.of("--threads", "--overwrite", "--output", "--debug", "--help", "--version");
        for (OptionSpec option : Main.commandLine()
                .getSubcommands()
                .get("simulate")
                .getCommandSpec()
                .options()) {
            boolean electrons =
                    option.group() != null && option.group().heading().contains("Electrons");
            if (!electrons && !general.contains(option.longestName())) {
                assertThat(page).contains(option.longestName());
            }
        }
        Map<String, Class<?>> kinds = new LinkedHashMap<>(TestObjects.kinds());
        kinds.putAll(TestProbes.kinds());
        kinds.forEach((name, type) -> {
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
