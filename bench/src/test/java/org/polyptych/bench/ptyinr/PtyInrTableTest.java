package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.core.SharedData;

class PtyInrTableTest {
    private static final Recipe DM =
            PtyInr.tuned().recipe("dm", Cell.traits(32, "", Cell.Known.PROBE)).orElseThrow();
    private static final Cell CELL = new Cell(TestObject.TUNGSTEN, 32, "", Cell.Known.PROBE, DM);

    /** Transforms of another library or processor differ in the last bits, and these grow over thousands of iterations. */
    private static final double DECIBEL = 1.5;

    @TempDir
    private Path folder;

    @Test
    void oneCellOfThePublishedTableComesOutAgain() throws IOException {
        Path data = SharedData.file("objects/tungsten_surrogate_241.npy")
                .getParent()
                .getParent();
        CellResult result = new CellTask(CELL, new CellTask.Where(data, 1, 2, "test")).run();

        String[] published = publishedRow();
        assertThat(result.scores().get("object.amplitude.psnr"))
                .isCloseTo(Double.parseDouble(published[3]), within(DECIBEL));
        assertThat(result.scores().get("object.phase.psnr.ramp_removed"))
                .isCloseTo(Double.parseDouble(published[4].split("/")[1]), within(DECIBEL));
    }

    @Test
    void theTableSaysWhatWasRunAndWhatFailed() {
        List<Cell> cells = Cell.all(PtyInr.tuned());
        Cell failing = cells.stream()
                .filter(cell -> !cell.noise().isEmpty())
                .findFirst()
                .orElseThrow();
        write(CELL, "", Map.of("object.amplitude.psnr", 79.25, "object.phase.psnr.ramp_removed", 68.0));
        write(failing, "the reconstruction diverged: the loss is NaN", Map.of());
        List<String> lines = new PtyInrTable(folder, cells).markdown().lines().toList();

        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("| step 32 | dm | 79.3 | - / 68.0 / - | given"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "| " + failing.scan() + " | " + failing.recipe().name() + " | diverged"))
                .anySatisfy(line -> assertThat(line).contains("step 32: dm 147.3"));
        assertThat(lines).contains("commit: abc", "seed: 1", "machine: a machine", "cells: 2 of " + cells.size());
    }

    @Test
    void aRowShowsItsCellWithTheNullSpaceRemovedToo() {
        List<Cell> cells = Cell.all(PtyInr.tuned());
        Cell plain = cells.stream()
                .filter(cell -> cell.step() == 45 && !cell.withoutRasterNull())
                .findFirst()
                .orElseThrow();
        Cell removed =
                cells.stream().filter(cell -> cell.isTwinOf(plain)).findFirst().orElseThrow();
        write(plain, "", Map.of("object.amplitude.psnr", 20.0));
        write(removed, "", Map.of("object.amplitude.psnr", 30.0, "object.phase.psnr.ramp_removed", 25.0));

        assertThat(removed.recipe().settings()).containsEntry("object.rasterNull", "true");
        assertThat(new PtyInrTable(folder, cells).markdown())
                .containsOnlyOnce("| step 45 | ")
                .contains("| 20.0 | ")
                .contains(" | 30.0 / 25.0 | 2000 |");
    }

    @Test
    void aResultOfAnotherRecipeDoesNotCount() {
        write(CELL, "", Map.of("object.amplitude.psnr", 79.25));
        Cell other = new Cell(
                CELL.object(), CELL.step(), CELL.noise(), CELL.known(), DM.with("dm", Map.of("dm.average", "7")));

        assertThat(new PtyInrTable(folder, List.of(CELL)).markdown()).contains("| step 32 | dm | 79.3");
        assertThat(new PtyInrTable(folder, List.of(other)).markdown())
                .doesNotContain("| step 32")
                .contains("not run: " + CELL.id());
    }

    @Test
    void everyCellHasAFileOfItsOwn() {
        List<Cell> cells = Cell.all(PtyInr.tuned());

        assertThat(cells.stream().map(Cell::id).distinct()).hasSize(cells.size());
        assertThat(cells).allSatisfy(cell -> assertThat(cell.id()).matches("[a-z0-9._+=-]+"));
    }

    @Test
    void theTablesAreOfWhatTheProtocolAsksFor() {
        List<String> scans = Cell.all(PtyInr.tuned()).stream()
                .filter(cell -> cell.recipe().name().equals("rpie"))
                .map(cell ->
                        (cell.object() + " " + cell.scan() + " " + cell.known()).toLowerCase(java.util.Locale.ROOT))
                .toList();

        assertThat(scans)
                .hasSize(15)
                .contains(
                        "tungsten step 3 nothing",
                        "tungsten step 45 probe",
                        "tungsten step 3, mixed:alpha=10,sigma=100 nothing",
                        "bloodsmear step 3, gaussian:sigma=100 nothing",
                        "bloodsmear step 32 nothing")
                .noneMatch(scan -> scan.contains("bloodsmear") && scan.contains("probe"));
    }

    private void write(Cell cell, String failure, Map<String, Double> scores) {
        new CellResult(
                        cell.id(),
                        cell.recipe().text(),
                        failure,
                        2000,
                        1,
                        Map.of(),
                        "abc",
                        "a machine",
                        "2026-11-21",
                        12.4,
                        1e-7,
                        scores)
                .write(folder.resolve(cell.id() + ".json"));
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
