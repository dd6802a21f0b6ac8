package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ElectronReconstructPageTest {
    private static Cli run(String line, Path folder, String... more) {
        List<String> words = new ArrayList<>(Arrays.stream(
                        line.replace("./polyptych ", "").split(" "))
                .map(word ->
                        word.matches("graphene(\\.h5)?") ? folder.resolve(word).toString() : word)
                .toList());
        words.addAll(List.of(more));
        Cli run = Cli.run(words.toArray());
        assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        return run;
    }

    private static double score(Cli run, String name) {
        JsonNode scores = JsonMapper.shared().readTree(run.out()).get("scores");
        return scores.get(name).get("value").asDouble();
    }

    @Test
    void the_example_runs_as_it_stands_and_needs_the_defocus(@TempDir Path folder) throws Exception {
        String page = Files.readString(SharedData.projectRoot().resolve("docs").resolve("electron-reconstruct.md"));
        List<String> lines = page.split("```sh\n")[1].split("```")[0].lines().toList();
        assertThat(lines).hasSize(3);
        run(lines.get(0), folder);
        run(lines.get(1), folder);
        Cli right = run(lines.get(2), folder, "--json");
        run(lines.get(1).replace(" --set probe.defocus=200e-10", ""), folder, "--overwrite");
        Cli guessed = run(lines.get(2), folder, "--json");
        assertThat(score(right, "probe.nrmse")).isLessThan(0.1);
        assertThat(score(guessed, "probe.nrmse")).isGreaterThan(0.3);
        assertThat(score(right, "object.nrmse")).isLessThan(0.8 * score(guessed, "object.nrmse"));
    }
}
