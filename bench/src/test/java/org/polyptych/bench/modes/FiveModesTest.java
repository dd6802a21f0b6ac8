package org.polyptych.bench.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import picocli.CommandLine;

/** One row of the table in docs/modes.md, computed again: the smallest, by the program that made the others. */
class FiveModesTest {
    private static final String ROW = "| `rpie*100`, 32 x 32 |";

    @Test
    void theSmallRowOfThePageIsWhatTheProgramGives(@TempDir Path cells) throws Exception {
        Path modes = SharedData.file("probes/recon_203104_t1_mode_probe.npy");
        StringWriter out = new StringWriter();
        int code = new CommandLine(new FiveModes())
                .setOut(new PrintWriter(out))
                .execute(
                        "--data", modes.getParent().getParent().toString(),
                        "--cells", cells.toString(),
                        "--frame", "32",
                        "--across", "10",
                        "--step", "3",
                        "--noise", "none",
                        "--chains", "rpie*100",
                        "--set", "rpie.alpha=0.1",
                        "--set", "rpie.step=1",
                        "--set", "rpie.probeStep=1");
        assertThat(code).isZero();
        double[] found = angles(lineOf(out.toString().lines().toList(), "| `rpie*100` |"));
        Path page = SharedData.projectRoot().resolve("docs").resolve("modes.md");
        double[] printed = angles(lineOf(Files.readAllLines(page), ROW));
        assertThat(found).hasSize(5);
        for (int k = 0; k < 5; k++) {
            // other machines round otherwise, which a hundred iterations make larger
            assertThat(found[k]).isCloseTo(printed[k], within(0.05 + 0.02 * printed[k]));
        }
    }

    private static String lineOf(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line begins with " + beginning));
    }

    /** The third column of a row. */
    private static double[] angles(String row) {
        return Arrays.stream(row.split("\\|")[3].split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
