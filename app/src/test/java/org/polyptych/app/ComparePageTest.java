package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import picocli.CommandLine.Model.OptionSpec;

/** docs/compare.md: its example runs, and it leaves nothing out. */
class ComparePageTest {
    private static final String FOLDER = "engines";

    private static String page() throws IOException {
        return Files.readString(SharedData.projectRoot().resolve("docs").resolve("compare.md"));
    }

    @Test
    void the_example_runs_as_it_stands(@TempDir Path folder) throws IOException {
        String example =
                page().split("<!-- run by ComparePageTest -->\n```sh\n")[1].split("```")[0];
        Cli last = null;
        for (String line : example.strip().lines().toList()) {
            String[] words = line.split(" ");
            assertThat(words[0]).isEqualTo("polyptych");
            Object[] arguments = Arrays.stream(words)
                    .skip(1)
                    .map(word -> word.equals(FOLDER) ? folder.resolve(word).toString() : word)
                    .toArray();
            last = Cli.run(arguments);
            assertThat(last.code()).as(line + ": " + last.err()).isZero();
        }
        assertThat(last.out()).contains("rpie ", "dm ", "epie ", "report ");
        assertThat(folder.resolve(FOLDER)).isDirectoryContaining("glob:**/report.html");
        assertThat(folder.resolve(FOLDER).resolve("epie/even/plan.yaml")).exists();
    }

    @Test
    void every_option_is_explained() throws IOException {
        String page = page();
        List<String> general = List.of("--output", "--debug", "--help", "--version");
        for (OptionSpec option : Main.commandLine()
                .getSubcommands()
                .get("compare")
                .getCommandSpec()
                .options()) {
            if (!general.contains(option.longestName())) {
                assertThat(page).contains("`" + option.longestName());
            }
        }
    }
}
