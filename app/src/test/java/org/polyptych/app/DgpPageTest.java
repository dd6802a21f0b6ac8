package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;

/** docs/engines/dgp.md: its examples run, with few iterations of small networks. */
class DgpPageTest {
    private static final List<String> SMALL = List.of(
            "--set",
            "dgp.filters=4",
            "--set",
            "dgp.probeFilters=4",
            "--set",
            "dgp.pretrain=2",
            "--set",
            "dgp.probePretrain=2");

    @Test
    void every_example_runs(@TempDir Path folder) throws IOException {
        String page = Files.readString(SharedData.projectRoot().resolve("docs/engines/dgp.md"));
        List<String> lines = page.split("```sh\n")[1].split("```")[0].lines().toList();
        assertThat(lines).hasSize(4);
        for (String line : lines) {
            Cli run = Cli.run(words(line, folder).toArray());
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        }
        for (String made : List.of("dgp", "warm", "lens")) {
            assertThat(folder.resolve(made).resolve("result.h5")).exists();
        }
    }

    private static List<Object> words(String line, Path folder) {
        List<Object> words = new ArrayList<>();
        for (String word : line.replace("./polyptych ", "")
                .replace("--frames 100", "--frames 9 --frame 64")
                .split(" ")) {
            boolean file = !words.isEmpty() && words.getLast().equals("-o") || word.endsWith(".h5");
            words.add(file ? folder.resolve(word) : word.replaceAll("\\*\\d+", "*2"));
        }
        if (words.getFirst().equals("reconstruct")) {
            words.addAll(SMALL);
            if (!line.contains("*")) {
                words.addAll(List.of("--iterations", "3"));
            }
        }
        return words;
    }
}
