package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.SharedData;

class PtyInrTableTest {
    private static final Cell CELL = new Cell(TestObject.TUNGSTEN, 32, "", Cell.Known.PROBE, "dm");

    /** Transforms of another library or processor differ in the last bits, and these grow over 2000 iterations. */
    private static final double DECIBEL = 1.5;

    @TempDir
    private Path folder;

    @Test
    void oneCellOfThePublishedTableComesOutAgain() throws IOException {
        Path data = SharedData.file("objects/tungsten_surrogate_241.npy")
                .getParent()
                .getParent();
        CellResult result = new CellRun(data, 1, "test").run(CELL);

        String[] published = publishedRow();
        assertThat(result.scores().get("object.amplitude.psnr"))
                .isCloseTo(Double.parseDouble(published[3]), within(DECIBEL));
        assertThat(result.scores().get("object.phase.psnr.ramp_removed"))
                .isCloseTo(Double.parseDouble(published[4].split("/")[1]), within(DECIBEL));
    }

    @Test
    void theTableSaysWhatWasRunAndWhatWasNot() {
        CellResult made = new CellResult(
                CELL.id(),
                2000,
                1,
                java.util.Map.of(),
                "abc",
                "a machine",
                "2026-11-21",
                12.4,
                1e-7,
                java.util.Map.of("object.amplitude.psnr", 79.25));
        made.write(CellResult.file(folder, CELL));
        List<String> lines = new PtyInrTable(folder).markdown().lines().toList();

        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("| step 32 | dm | 79.3 | - / - / - | given"));
        assertThat(lines.stream().filter(line -> line.contains("not run")).count())
                .isEqualTo(Cell.all().size() - 1);
        assertThat(lines).contains("commit: abc", "seed: 1", "machine: a machine");
    }

    @Test
    void aWrittenCellIsReadBackWithInfiniteFigures() {
        CellResult made = new CellResult(
                CELL.id(),
                3,
                1,
                java.util.Map.of("probe.known", "true"),
                "c",
                "m",
                "d",
                1,
                2,
                java.util.Map.of("probe.amplitude.psnr", Double.POSITIVE_INFINITY));
        Path file = CellResult.file(folder, CELL);
        made.write(file);

        assertThat(CellResult.read(file)).isEqualTo(made);
    }

    @Test
    void everyCellHasAFileOfItsOwn() {
        assertThat(Cell.all().stream().map(Cell::id).distinct())
                .hasSize(Cell.all().size());
    }

    /** Cells of the row in docs/benchmarks.md, split at the bars. */
    private static String[] publishedRow() throws IOException {
        List<String> lines =
                Files.readAllLines(SharedData.projectRoot().resolve("docs").resolve("benchmarks.md"));
        int title = lines.indexOf("**Tungsten, probe known**");
        assertThat(title).as("the table is in docs/benchmarks.md").isPositive();
        return lines.subList(title, lines.size()).stream()
                .filter(line -> line.startsWith("| step 32 | dm |"))
                .findFirst()
                .orElseThrow()
                .split("\\|");
    }
}
