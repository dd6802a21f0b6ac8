package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.ptychonn.PtychoNnTraining;

/** docs/train.md: its example runs, and its table leaves nothing out. */
class TrainPageTest {
    private static final Path DOCS = SharedData.projectRoot().resolve("docs");

    @Test
    void the_example_runs_as_it_stands_and_the_network_has_learned_something(@TempDir Path folder) throws Exception {
        String block =
                Files.readString(DOCS.resolve("train.md")).split("```sh\n")[1].split("```")[0];
        List<String> lines = block.lines().toList();
        assertThat(lines).hasSize(7);
        for (String line : lines) {
            Object[] words = Arrays.stream(line.replace("./polyptych ", "")
                            .replaceAll("(?<=[ =])(lines-\\d\\.h5|lines\\.safetensors|answer)(?= |$)", folder + "/$1")
                            .split(" "))
                    .toArray();
            Cli run = Cli.run(words);
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        }
        assertThat(folder.resolve("lines.png")).exists();
        assertThat(folder.resolve("answer").resolve("object_amplitude.png")).exists();
        var facts = ModelFile.read(folder.resolve("lines.safetensors")).facts();
        assertThat(Double.parseDouble(facts.get("validationLoss")))
                .isLessThan(0.8 * Double.parseDouble(facts.get("validation loss of the mean patch")));
    }

    @Test
    void every_setting_is_explained_where_the_network_is() throws Exception {
        String page = Files.readString(DOCS.resolve("engines").resolve("ptychonn.md"));
        for (RecordComponent component : PtychoNnTraining.class.getRecordComponents()) {
            assertThat(page)
                    .containsPattern("\\| `ptychonn\\." + component.getName() + "` \\| `?"
                            + SettingsReader.setting(component).value().replace(".", "\\."));
        }
    }
}
