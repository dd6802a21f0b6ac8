package org.polyptych.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.core.SharedData;
import org.polyptych.physics.protocol.Protocol;

/** docs/evaluate.md says what is so. */
class EvaluatePageTest {
    private static final List<String> FILES = List.of("odd", "even", "rings.png");

    private static String page() throws IOException {
        return Files.readString(SharedData.projectRoot().resolve("docs/evaluate.md"));
    }

    @Test
    void the_example_runs_as_it_stands(@TempDir Path folder) throws IOException {
        String example =
                page().split("<!-- run by EvaluatePageTest -->\n```sh\n")[1].split("```")[0];
        StringBuilder said = new StringBuilder();
        for (String line : example.strip().lines().toList()) {
            String[] words = line.split(" ");
            assertThat(words[0]).isEqualTo("polyptych");
            Object[] arguments = List.of(words).stream()
                    .skip(1)
                    // files of the example lie in a folder of their own; 'odd' is also what --half is told
                    .map(word -> FILES.contains(word) ? folder.resolve(word).toString() : word)
                    .toArray();
            for (int i = 1; i < arguments.length; i++) {
                if (arguments[i - 1].equals("--half")) {
                    arguments[i] = words[i + 1];
                }
            }
            Cli run = Cli.run(arguments);
            assertThat(run.code()).as(line + ": " + run.err()).isZero();
            said.append(run.out());
        }
        assertThat(said).contains("object.frc.half", "object.nrmse ", "protocol: agreement");
        assertThat(said.toString()).doesNotContain("warning");
        assertThat(folder.resolve("rings.png")).isNotEmptyFile();
    }

    @Test
    void every_protocol_has_its_section() throws IOException {
        String page = page();

        assertThat(Protocol.all()).allSatisfy(protocol -> assertThat(page).contains("### `" + protocol.name() + "`"));
    }
}
