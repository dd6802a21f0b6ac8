package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.Engines;

/** The files beside the programs: what they say must be legal for every engine that there is. */
class TunedTest {
    /**
     * Not of this protocol: the method of {@code ad} by another differentiation, held against it in tests of its own, and the deep
     * prior of electron microscopes, whose paper has other scans.
     */
    private static final Set<String> ELSEWHERE = Set.of("torchad", "dgp");

    private static final Set<String> REGISTERED = Engines.all().stream()
            .filter(EngineProvider::readyMade)
            .map(EngineProvider::name)
            .filter(name -> !ELSEWHERE.contains(name))
            .collect(Collectors.toSet());

    @Test
    void everyRegisteredEngineIsInTheTables() {
        Set<String> taken = Cell.all(PtyInr.tuned()).stream()
                .flatMap(cell -> cell.recipe().engines().stream())
                .collect(Collectors.toSet());

        assertThat(taken).containsAll(REGISTERED);
    }

    @Test
    void everyRecipeOfTheTablesIsLegal() {
        assertLegal(Cell.all(PtyInr.tuned()));
    }

    @Test
    void everyCandidateIsLegalAndHasAFileOfItsOwn() {
        List<Cell> cells = Candidates.standard().cells(PtyInr.tuned(), 0.5);

        assertThat(cells.stream().map(Cell::id)).doesNotHaveDuplicates();
        assertThat(cells).allMatch(cell -> cell.setup().object() == TestObject.CELLS);
        assertLegal(cells);
    }

    @Test
    void aCandidateGetsAShareOfTheIterationsOfItsMethod() {
        Recipe tried = Candidates.standard().cells(PtyInr.tuned(), 0.5).stream()
                .filter(cell ->
                        cell.setup().step() == 3 && cell.recipe().engine().equals("rpie"))
                .findFirst()
                .orElseThrow()
                .recipe();

        assertThat(tried.iterations()).as("half of 100").isEqualTo(50);
    }

    @Test
    void theObjectOfTheTuningIsAsBrightAsThoseOfTheTables() {
        var cells = TestObject.CELLS.load(Path.of("not used"));

        assertThat(Math.sqrt(cells.power() / cells.size())).isBetween(0.0879, 0.0881);
        assertThat(cells.rows()).isEqualTo(241);
    }

    private static void assertLegal(List<Cell> cells) {
        CellTask.Where where = new CellTask.Where(Path.of("not used"), 1, "test", Optional.empty());
        List<Cell> judged = cells.stream()
                .filter(cell -> REGISTERED.containsAll(cell.recipe().engines()))
                .toList();
        assertThat(judged).isNotEmpty().allSatisfy(cell -> new CellTask(cell, where).check());
    }
}
