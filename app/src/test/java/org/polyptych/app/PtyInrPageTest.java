package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;

/** docs/engines/ptyinr.md: its examples run, with few iterations of small networks. */
class PtyInrPageTest {
    private static final String PROGRAM = "./polyptych ";
    private static final List<String> SMALL =
            List.of("--set", "ptyinr.width=16", "--set", "ptyinr.fitSteps=3", "--set", "ptyinr.trialLength=1");

    @Test
    void every_example_runs_and_the_object_has_finer_pixels(@TempDir Path folder) throws IOException {
        Path page = SharedData.projectRoot().resolve("docs/engines/ptyinr.md");
        List<String> lines = Arrays.stream(Files.readString(page).split("```sh\n"))
                .skip(1)
                .flatMap(block -> block.split("```")[0].lines())
                .toList();
        assertThat(lines).hasSize(6);
        for (String line : lines) {
            Cli run = Cli.run(words(line, folder).toArray());
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        }
        assertThat(folder.resolve("warm").resolve("result.h5")).exists();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).anyMatch(name -> name.startsWith("inr.tiff"));
        }
    }

    /** A plan says every setting; another preset over it must not be left with those of the first. */
    @Test
    void another_preset_over_a_plan_brings_its_own_settings(@TempDir Path folder) throws IOException {
        Path scan = folder.resolve("scan.h5");
        ok("simulate", "--object", "letters", "--probe", "zoneplate", "--step", "20", "--frames", "9", "-o", scan);
        Path fast = folder.resolve("fast");
        ok(with(
                SMALL,
                "reconstruct",
                scan,
                "--engine",
                "ptyinr",
                "--set",
                "ptyinr.preset=fast",
                "--iterations",
                "1",
                "-o",
                fast));
        Path other = folder.resolve("other");
        ok(with(SMALL, "reconstruct", fast.resolve("plan.yaml"), "--set", "ptyinr.preset=default", "-o", other));
        assertThat(Files.readString(fast.resolve("plan.yaml"))).containsPattern("decayOver: *\"?1500");
        assertThat(Files.readString(other.resolve("plan.yaml"))).containsPattern("decayOver: *\"?3000");
    }

    private static Object[] with(List<String> more, Object... words) {
        List<Object> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(more);
        return all.toArray();
    }

    private static void ok(Object... words) {
        Cli run = Cli.run(words);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static List<Object> words(String line, Path folder) {
        List<Object> words = new ArrayList<>();
        for (String word : line.substring(PROGRAM.length()).split(" ")) {
            boolean file = !words.isEmpty() && words.getLast().equals("-o") || word.matches(".*\\.h5|inr");
            words.add(file ? folder.resolve(word) : word.replaceAll("\\*\\d+", "*2"));
        }
        if (words.getFirst().equals("reconstruct")) {
            words.addAll(SMALL);
            if (!line.contains("*")) {
                words.addAll(List.of("--iterations", "4"));
            }
        }
        return words;
    }
}
