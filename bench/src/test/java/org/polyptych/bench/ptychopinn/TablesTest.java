package org.polyptych.bench.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.bench.cells.CellResult;
import picocli.CommandLine;

/** The tables' own way from the arms to the figures, with the smallest protocol. */
class TablesTest {
    /** libtorch's sums differ from processor to processor, and training makes more of it. */
    private static final Percentage NEARLY = Percentage.withPercentage(3);

    @Test
    void the_tiny_cells_are_computed_again_and_only_once(@TempDir Path folder) throws Exception {
        String table = run(folder);
        assertThat(table).contains("**LINES, protocol `tiny`, amplitude**").contains("| ptychonn | 0.");
        for (String id : List.of("tiny-lines-ptychonn-atend", "tiny-lines-ptychonn-atend-on-lines-test")) {
            CellResult now = CellResult.read(folder.resolve(id + ".json"));
            CellResult kept = CellResult.read(
                    Path.of(TablesTest.class.getResource(id + ".json").toURI()));
            assertThat(now.recipe()).isEqualTo(kept.recipe());
            assertThat(now.iterations()).isEqualTo(kept.iterations());
            assertThat(now.scores().keySet()).isEqualTo(kept.scores().keySet());
            kept.scores().forEach((key, value) -> {
                if (!key.endsWith("frc50")) {
                    assertThat(now.scores().get(key)).as(key).isCloseTo(value, NEARLY);
                }
            });
        }
        assertThat(folder.resolve("found-lines-test.png")).exists();
        var before = written(folder);
        assertThat(run(folder)).isEqualTo(table);
        assertThat(written(folder)).isEqualTo(before);
    }

    private static List<String> written(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".png"))
                    .sorted()
                    .map(file -> file + " " + file.toFile().lastModified())
                    .toList();
        }
    }

    private static String run(Path folder) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new Tables())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(
                        "--protocol=tiny",
                        "--tables=table2",
                        "--only=lines-ptychonn",
                        "--threads=1",
                        "--out=" + folder);
        assertThat(code).isZero();
        return out.toString();
    }
}
