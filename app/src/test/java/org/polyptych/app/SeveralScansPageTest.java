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
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;

/** docs/several-scans.md, docs/background.md and docs/detector-pixels.md: their examples run. */
class SeveralScansPageTest {
    private static final String PROGRAM = "./polyptych ";

    private static List<String> blocks(String page) throws IOException {
        String text = Files.readString(SharedData.projectRoot().resolve("docs").resolve(page));
        return Arrays.stream(text.split("```sh\n"))
                .skip(1)
                .map(block -> block.split("```")[0])
                .toList();
    }

    /** As typed, but in a folder of the test's, and with few iterations. */
    private static void runs(String block, Path folder) {
        for (String line : block.lines().toList()) {
            List<Object> words = new ArrayList<>();
            for (String word : line.substring(PROGRAM.length()).split(" ")) {
                boolean file = !words.isEmpty() && words.getLast().equals("-o") || word.matches(".*\\.(h5|npy)");
                boolean count = !words.isEmpty() && words.getLast().equals("--iterations");
                words.add(file ? folder.resolve(word) : count ? "2" : word);
            }
            Cli run = Cli.run(words.toArray());
            assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        }
    }

    @Test
    void every_example_with_several_scans_runs(@TempDir Path folder) throws IOException {
        List<String> blocks = blocks("several-scans.md");
        assertThat(blocks).isNotEmpty();
        blocks.forEach(block -> runs(block, folder));
        assertThat(folder.resolve("both").resolve("result-2.h5")).exists();
        assertThat(folder.resolve("one").resolve("result-2.h5")).exists();
    }

    @Test
    void every_example_with_a_background_runs(@TempDir Path folder) throws IOException {
        float[] counts = new float[128 * 128];
        Arrays.fill(counts, 0.01f);
        NpyFile.write(folder.resolve("background.npy"), NpyArray.of(counts, 128, 128));
        blocks("background.md").forEach(block -> runs(block, folder));
        assertThat(folder.resolve("modelled").resolve("result.h5")).exists();
    }

    @Test
    void every_example_with_other_detector_pixels_runs(@TempDir Path folder) throws IOException {
        blocks("detector-pixels.md").forEach(block -> runs(block, folder));
        assertThat(folder.resolve("upsampled").resolve("result.h5")).exists();
    }
}
