package org.polyptych.bench.ptyinr.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipes;

class AblationsTest {
    private static final Recipes RECIPES = Ablations.standard();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyTableHasMethodsAndAllAreLegal(Ablation ablation) {
        List<AblationCell> cells = ablation.cells(RECIPES);

        assertThat(ablation.rows(RECIPES)).isNotEmpty();
        assertThat(cells)
                .allSatisfy(cell -> assertThat(cell.recipe().name()).startsWith(ablation.slug() + "-"))
                .allSatisfy(cell ->
                        assertThatCode(() -> task(cell).check()).as(cell.id()).doesNotThrowAnyException());
    }

    @Test
    void everyRunHasAFileOfItsOwnAndEveryMethodATable() {
        List<AblationCell> all = Arrays.stream(Ablation.values())
                .flatMap(ablation -> ablation.cells(RECIPES).stream())
                .toList();

        assertThat(all.stream().map(AblationCell::id)).doesNotHaveDuplicates();
        assertThat(all.stream().map(AblationCell::id)).allMatch(id -> id.matches("[a-z0-9._+=-]+"));
        assertThat(all.stream().map(cell -> cell.recipe().name())).containsAll(RECIPES.names());
    }

    @Test
    void theTableHasALineForEachMethodAndSaysWhatFailed() {
        List<AblationCell> cells = Ablation.START.cells(RECIPES);
        write(cells.get(0), "", Map.of("probe.psnr", 31.25, "probe.correlation", 0.98765));
        write(cells.get(1), "the reconstruction diverged: the loss is NaN", Map.of());
        String table = new AblationTable(new CellFolder(folder), RECIPES).markdown(List.of(Ablation.START));

        assertThat(table.lines())
                .contains(
                        "| | zone plate 64 | zone plate 112 | Laue lens 220 |",
                        "| nothing | 31.3 / 0.988; 12 | diverged |  |",
                        "| both too strong |  |  |  |",
                        "runs: 2 of " + cells.size() + ", 0 minutes");
    }

    @Test
    void aTableOfWhichNothingWasRunIsLeftOut() {
        assertThat(new AblationTable(new CellFolder(folder), RECIPES).markdown(List.of(Ablation.LOSS)))
                .doesNotContain(Ablation.LOSS.title());
    }

    private AblationTask task(AblationCell cell) {
        return new AblationTask(cell, new AblationTask.Where(Path.of("not used"), folder, 1, 1, "test"));
    }

    private void write(AblationCell cell, String failure, Map<String, Double> scores) {
        new CellResult(
                        cell.id(),
                        cell.recipe().text(),
                        failure,
                        800,
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
}
