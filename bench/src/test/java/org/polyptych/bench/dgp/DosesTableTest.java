package org.polyptych.bench.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;
import picocli.CommandLine;

/** The cheapest run of the table of doses, again: the engine {@code dgp} on pixels, which has no networks to pay for. */
class DosesTableTest {
    private static final String ROW = "| crystal, 100 | pixels-pixels |";
    private static final int NRMSE = 4;
    private static final int SSIM = 5;

    @TempDir
    private Path folder;

    @Test
    void a_run_gives_what_the_table_says() throws IOException {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new Doses())
                .setOut(new PrintWriter(said, true))
                .execute("--out", folder.toString(), "--scans", "crystal", "--only", "-pixels-pixels-seed1");

        assertThat(code).isZero();
        String again = row(said.toString().lines().toList());
        String kept =
                row(Files.readAllLines(SharedData.projectRoot().resolve("docs").resolve("benchmarks.md")));
        assertThat(figure(again, NRMSE)).isCloseTo(figure(kept, NRMSE), within(0.002));
        assertThat(figure(again, SSIM)).isCloseTo(figure(kept, SSIM), within(0.002));
    }

    private static String row(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(ROW)).findFirst().orElseThrow();
    }

    private static double figure(String row, int column) {
        return Double.parseDouble(row.split("\\|")[column].strip());
    }
}
