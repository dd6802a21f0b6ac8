package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.RunSettings;
import org.polyptych.io.ProductFile;

/** What docs/survive.md says is so. */
class SurvivePageTest {
    private static final Path ROOT = SharedData.projectRoot();

    @Test
    void its_example_does_what_it_says(@TempDir Path folder) throws Exception {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/survive.md")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("./polyptych reconstruct examples/"))
                .map(line -> line.replace("./polyptych ", "")
                        .replace("examples/", ROOT.resolve("examples") + "/")
                        .replace("-o long", "-o " + folder.resolve("long")))
                .toList();
        assertThat(lines).hasSize(3);
        List<String> said =
                List.of("there is no checkpoint to resume from", "finished already", "resumed after iteration 12");
        for (int k = 0; k < lines.size(); k++) {
            Cli run = Cli.run((Object[]) lines.get(k).split(" "));
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).contains(said.get(k));
        }
        assertThat(ProductFile.read(folder.resolve("long").resolve("result.h5")).losses())
                .hasSize(16);
    }

    @Test
    void its_tables_have_every_setting_with_its_default() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/survive.md"));
        for (String group : List.of("stop", "checkpoint")) {
            SettingsReader.write(SettingsReader.defaults(RunSettings.GROUPS.get(group)))
                    .forEach((key, value) -> assertThat(page)
                            .containsPattern("\\| `" + group + "\\." + key + "` \\| " + value.replaceAll("\\.0$", "")));
        }
    }
}
