package org.polyptych.bench.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;

class CellFolderTest {
    private static final Recipe RECIPE = new Recipe("rpie", "rpie", 5, Map.of("rpie.alpha", "0.1"));

    @TempDir
    private Path folder;

    private final List<String> ran = new ArrayList<>();
    private final StringWriter said = new StringWriter();

    @Test
    void whatIsThereIsNotRunAgain() {
        run(task("a", RECIPE), task("b", RECIPE));
        run(task("a", RECIPE), task("b", RECIPE), task("c", RECIPE));

        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void whatCameOfAnotherRecipeIsRunAgain() {
        run(task("a", RECIPE));
        Recipe other = RECIPE.with("rpie", Map.of("rpie.alpha", "0.2"));
        run(task("a", other));

        assertThat(ran).containsExactly("a", "a");
        assertThat(new CellFolder(folder).result("a", RECIPE)).isEmpty();
        assertThat(new CellFolder(folder).result("a", other)).isPresent();
    }

    @Test
    void anUnknownEngineIsReportedAndLeftForALaterVersion() {
        Recipe unknown = new Recipe("nothing", "nothing", 5, Map.of());
        run(task("a", unknown), task("b", RECIPE));

        assertThat(said.toString()).contains("1/2 a: left out: unknown engine 'nothing'");
        assertThat(ran).containsExactly("b");
        assertThat(new CellFolder(folder).result("a", unknown)).isEmpty();
    }

    @Test
    void aRunThatDivergesIsKeptAsAFailureAndTheOthersGoOn() {
        run(failing("a", new BadInputException("the reconstruction diverged")), task("b", RECIPE));
        run(failing("a", new BadInputException("never reached")));

        CellResult kept = new CellFolder(folder).result("a", RECIPE).orElseThrow();
        assertThat(kept.failed()).isTrue();
        assertThat(kept.failure()).isEqualTo("the reconstruction diverged");
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void aDefectIsReportedAndNotKept() {
        run(failing("a", new IllegalStateException("a bug")), task("b", RECIPE));

        assertThat(said.toString()).contains("a: defect: java.lang.IllegalStateException: a bug");
        assertThat(new CellFolder(folder).result("a", RECIPE)).isEmpty();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void aWrittenResultIsReadBackWithInfiniteFigures() {
        CellResult made = result("a", RECIPE);
        made.write(folder.resolve("a.json"));

        assertThat(CellResult.read(folder.resolve("a.json"))).isEqualTo(made);
    }

    private void run(Task... tasks) {
        new CellFolder(folder).run(List.of(tasks), "test", new PrintWriter(said));
    }

    private Task task(String id, Recipe recipe) {
        return new Fake(id, recipe, null);
    }

    private Task failing(String id, RuntimeException failure) {
        return new Fake(id, RECIPE, failure);
    }

    private static CellResult result(String id, Recipe recipe) {
        return new CellResult(
                id,
                recipe.text(),
                "",
                3,
                1,
                Map.of("probe.known", "true"),
                "c",
                "m",
                "d",
                1,
                2,
                Map.of("probe.amplitude.psnr", Double.POSITIVE_INFINITY));
    }

    private final class Fake implements Task {
        private final String id;
        private final Recipe recipe;
        private final RuntimeException failure;

        Fake(String id, Recipe recipe, RuntimeException failure) {
            this.id = id;
            this.recipe = recipe;
            this.failure = failure;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Recipe recipe() {
            return recipe;
        }

        @Override
        public void check() {
            recipe.reconstruction(Map.of(), 1, 1);
        }

        @Override
        public CellResult run() {
            ran.add(id);
            if (failure != null) {
                throw failure;
            }
            return result(id, recipe);
        }
    }
}
