package org.polyptych.bench.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;

class RecipesTest {
    private static final Map<String, Set<String>> CLEAN = Map.of("step", Set.of("3"), "noise", Set.of("clean"));
    private static final Map<String, Set<String>> NOISY =
            Map.of("step", Set.of("3"), "noise", Set.of("noisy", "poisson"));

    @TempDir
    private Path folder;

    @Test
    void laterLinesThatHoldWinAndOthersDoNotCount() throws IOException {
        Recipes recipes = read("""
                - name: rpie
                  engine: rpie
                  iterations: 10
                  settings: {rpie.alpha: 0.5, rpie.step: 1}
                  where:
                    - {on: {noise: noisy}, iterations: 20, settings: {rpie.alpha: 0.1}}
                    - {on: {step: [32, 45]}, iterations: 30}
                    - {on: {noise: [gaussian, poisson], step: 3}, settings: {rpie.step: 0.5}}
                """);

        assertThat(recipes.recipe("rpie", CLEAN))
                .contains(new Recipe("rpie", "rpie", 10, Map.of("rpie.alpha", "0.5", "rpie.step", "1")));
        assertThat(recipes.recipe("rpie", NOISY))
                .contains(new Recipe("rpie", "rpie", 20, Map.of("rpie.alpha", "0.1", "rpie.step", "0.5")));
    }

    @Test
    void aMethodMayBeForSomeCellsOnly() throws IOException {
        Recipes recipes = read("- {name: dm, engine: dm, iterations: 1, only: {noise: clean}}");

        assertThat(recipes.recipe("dm", CLEAN)).isPresent();
        assertThat(recipes.recipe("dm", NOISY)).isEmpty();
    }

    @Test
    void aConditionOnWhatNoCellHasIsRefused() throws IOException {
        Recipes recipes = read("- {name: dm, engine: dm, iterations: 1, only: {overlap: 20}}");

        assertThatThrownBy(() -> recipes.recipe("dm", CLEAN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'overlap'");
    }

    @Test
    void aMistypedKeyOrANameThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> read("- {name: dm, engine: dm, iterations: 1, setings: {}}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("setings");
        assertThatThrownBy(() -> read("""
                        - {name: dm, engine: dm, iterations: 1}
                        - {name: dm, engine: raar, iterations: 1}
                        """))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'dm' is there twice");
    }

    @Test
    void aChainsIterationsAreTheSumOfItsLinks() {
        Recipe chain = new Recipe(Recipe.nameOf("dm*50,rpie*100"), "dm*50,rpie*100", 1, Map.of());

        assertThat(chain.iterations()).isEqualTo(150);
        assertThat(chain.engines()).containsExactly("dm", "rpie");
        assertThat(chain.name()).isEqualTo("dm50+rpie100");
        assertThat(chain.reconstruction(Map.of(), 1, 1).iterations()).isEqualTo(150);
    }

    @Test
    void aSettingMayStandForTheNumberOfIterations() {
        Recipe recipe = new Recipe("ad", "ad", 70, Map.of("ad.decayOver", "iterations"));

        assertThat(recipe.text()).isEqualTo("ad iterations=70 ad.decayOver=70");
        assertThat(recipe.lasting(20).text()).isEqualTo("ad iterations=20 ad.decayOver=20");
    }

    @Test
    void aNameThatNoFileMayHaveIsRefused() {
        assertThatThrownBy(() -> new Recipe("dm*50", "dm*50", 1, Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("part of a file's name");
    }

    @Test
    void shardsTakeEverythingOnce() {
        List<Integer> all = List.of(0, 1, 2, 3, 4);

        assertThat(Shard.parse("1/2").of(all)).containsExactly(0, 2, 4);
        assertThat(Shard.parse("2/2").of(all)).containsExactly(1, 3);
        for (String wrong : List.of("0/2", "3/2", "1", "a/b", "1/2/3")) {
            assertThatThrownBy(() -> Shard.parse(wrong))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(wrong);
        }
    }

    private Recipes read(String yaml) throws IOException {
        return Recipes.read(Files.writeString(folder.resolve("recipes.yaml"), yaml));
    }
}
