package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.core.SharedData;

class PtyInrTableTest {
    private static final Setup SETUP = Setup.clean(TestObject.TUNGSTEN, 32, Setup.Known.PROBE);
    private static final Recipe DM = PtyInr.tuned().recipe("dm", SETUP.traits()).orElseThrow();
    private static final Cell CELL = new Cell(SETUP, Start.OWN, DM);

    /** Transforms of another library or processor differ in the last bits, and these grow over thousands of iterations. */
    private static final double DECIBEL = 1.5;

    @TempDir
    private Path folder;

    @Test
    void oneCellOfThePublishedTableComesOutAgain() throws IOException {
        Path data = SharedData.file("objects/tungsten_surrogate_241.npy")
                .getParent()
                .getParent();
        CellResult result = new CellTask(CELL, new CellTask.Where(data, 2, "test", Optional.of(folder))).run();

        assertThat(CellImages.read(folder, CELL.id()).orElseThrow().object().size())
                .isEqualTo(241 * 241);
        assertThat(result.scores())
                .as("a known probe leaves the raster nothing to trade")
                .doesNotContainKey(CellScores.CREDIBLE);
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
                .filter(cell -> !cell.setup().noise().isEmpty())
                .findFirst()
                .orElseThrow();
        write(CELL, "", Map.of("object.amplitude.psnr", 79.25, "object.phase.psnr.ramp_removed", 68.0));
        write(failing, "the reconstruction diverged: the loss is NaN", Map.of());
        List<String> lines = new PtyInrTable(folder, cells).markdown().lines().toList();

        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("| step 32 | dm | 79.3 | - / 68.0 | given"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("| " + failing.setup().scan() + " | "
                                + failing.recipe().name() + " | diverged"))
                .anySatisfy(line -> assertThat(line).contains("step 32: dm 147.3"));
        assertThat(lines).contains("commit: abc", "machine: a machine", "cells: 2 of " + cells.size());
    }

    @Test
    void aRowShowsTheSameRunWithTheRastersFactorRemoved() {
        Cell cell = cell(Start.OWN);
        write(
                cell,
                "",
                Map.of(
                        "object.amplitude.psnr", 20.0,
                        "object.phase.psnr.ramp_removed", 11.0,
                        "raster_removed.object.amplitude.psnr", 30.0,
                        "raster_removed.object.phase.psnr.ramp_removed", 25.0,
                        "raster_removed.probe.amplitude.psnr", 44.0));

        assertThat(new PtyInrTable(folder, List.of(cell)).markdown())
                .contains("| step 45 | ad-long | 20.0 | - / 11.0 | - | - / - | 30.0 | - / 25.0 | 44.0 |")
                .contains("(dB): step 45: ad-long 31.0. With the raster's factor removed: step 45: ad-long 55.0.");
    }

    @Test
    void severalSeedsAreOneRowWithTheirMedianAndSpan() {
        List<Cell> cells =
                Start.repeated(Start.Kind.VARIED).stream().map(this::cell).toList();
        write(cells.get(0), "", 3e-6, Map.of("object.amplitude.psnr", 40.0));
        write(cells.get(1), "", 1e-6, Map.of("object.amplitude.psnr", 50.0));
        write(cells.get(2), "", 2e-6, Map.of("object.amplitude.psnr", 20.0));

        assertThat(new PtyInrTable(folder, cells).markdown())
                .contains("| step 45 | ad-long, varied start, 3 seeds | 40.0 (20.0..50.0) | ")
                .contains("| step 45 | ad-long, varied start, that of least loss | 50.0 | ");
    }

    private Cell cell(Start start) {
        return new Cell(
                Setup.clean(TestObject.TUNGSTEN, 45, Setup.Known.NOTHING),
                start,
                new Recipe("ad-long", "ad", 2000, Map.of()));
    }

    @Test
    void aResultOfAnotherRecipeDoesNotCount() {
        write(CELL, "", Map.of("object.amplitude.psnr", 79.25));
        Cell other = new Cell(SETUP, Start.OWN, DM.with("dm", Map.of("dm.average", "7")));

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
                .filter(cell -> cell.start().equals(Start.OWN))
                .map(cell -> (cell.setup().object() + " " + cell.setup().scan() + " "
                                + cell.setup().known() + " " + cell.setup().light())
                        .toLowerCase(java.util.Locale.ROOT))
                .toList();

        assertThat(scans)
                .hasSize(19)
                .contains(
                        "tungsten step 3 nothing coherent",
                        "tungsten step 45 probe coherent",
                        "tungsten step 45 object coherent",
                        "tungsten step 32 nothing partial",
                        "tungsten step 3, mixed:alpha=10,sigma=100 nothing coherent",
                        "bloodsmear step 3, gaussian:sigma=100 nothing coherent",
                        "bloodsmear step 32 nothing coherent")
                .noneMatch(scan -> scan.contains("bloodsmear") && !scan.contains("nothing"));
    }

    @Test
    void withLittleOverlapPixelEnginesStartAtRandomToo() {
        assertThat(Cell.all(PtyInr.tuned()).stream()
                        .filter(cell -> cell.recipe().name().equals("rpie"))
                        .filter(cell -> !cell.start().equals(Start.OWN))
                        .map(Cell::id))
                .hasSize(12)
                .contains("tungsten-step32-clean-known_nothing-random2-rpie")
                .noneMatch(id -> id.contains("step3-"));
    }

    private void write(Cell cell, String failure, Map<String, Double> scores) {
        write(cell, failure, 1e-7, scores);
    }

    private void write(Cell cell, String failure, double loss, Map<String, Double> scores) {
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
                        loss,
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
