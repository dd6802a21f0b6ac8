package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** Engines one after the other. */
class ChainTest {
    private static final Scan SCAN =
            SimulatedScan.wellPosed().subPixel().modes(2).scan();

    private static Reconstruction recipe(String chain, String... settings) {
        Map<String, String> all = SomeSettings.of(settings);
        all.put("probe.modes", "2");
        return Reconstruction.with(chain, all, OptionalInt.empty(), 4, 2);
    }

    @Test
    void aChainSaysItsIterationsAndIsWrittenAsTyped() {
        assertThat(recipe("dm*5,rpie*7").iterations()).isEqualTo(12);
        assertThat(recipe(" dm * 5 , rpie").chain().text()).isEqualTo("dm*5,rpie*100");
        assertThat(recipe("rpie").chain().text()).isEqualTo("rpie");
        assertThat(recipe("dm*5").chain().single()).isFalse();
        assertThat(recipe("dm*5,rpie*7").chain().upTo(8).text()).isEqualTo("dm*5,rpie*3");
        assertThat(recipe("dm*5,rpie*7").chain().upTo(5).text()).isEqualTo("dm*5");
    }

    @Test
    void iterationsBesideAChainAreAnError() {
        assertThatThrownBy(() -> Reconstruction.with("dm*5,rpie*5", Map.of(), 10, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("dm*5,rpie*5")
                .hasMessageContaining("--iterations")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dm*0", "dm*", "dm*many", "dm**2", "dm,,rpie", "dm,", "", "dm*5,rpei", "dm*99999999999"})
    void whatIsNoChainIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> recipe(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("engine")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theSecondEngineGoesOnFromWhatTheFirstReports() {
        Result first = recipe("dm*4").run(SCAN, Observer.NONE);
        Result chain = recipe("dm*4,rpie*3").run(SCAN, Observer.NONE);
        Result alone =
                Reconstruction.with("rpie", Map.of("probe.modes", "2"), 3, 4, 2).run(SCAN, Observer.NONE);
        assertThat(chain.losses()).hasSize(7).startsWith(first.losses());
        assertThat(chain.losses()[4])
                .as("the loss of rpie's first iteration after dm, and from the start")
                .isLessThan(alone.losses()[0]);
        assertThat(chain.provenance().engine()).isEqualTo("dm*4,rpie*3");
        assertThat(chain.provenance().settings()).containsKeys("dm.average", "rpie.alpha");
    }

    @Test
    void aKnownProbeStaysAsItCameThroughAllEngines() {
        Result result = recipe("dm*3,raar*2,rpie*2", "probe.known=true").run(SCAN, Observer.NONE);
        for (int m = 0; m < 2; m++) {
            assertThat(result.probe().mode(m).re())
                    .isEqualTo(SCAN.probe().orElseThrow().mode(m).re());
        }
    }

    /** Stopped in each engine, at the end of one, and at the end of all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 6, 7})
    void savingRestoringAndGoingOnIsTheUninterruptedRun(int stop) {
        SavedAndResumed.assertSameAsUninterrupted(recipe("dm*3,raar*3,rpie*2"), SCAN, stop, 8);
    }

    @Test
    void everyEngineOfAChainMustBeAble() {
        assertThatThrownBy(() -> recipe("dm*2,rpie*2", "rpie.alpha=0"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("rpie.alpha");
        assertThatThrownBy(() -> recipe("dm*2,rpie*2", "raar.beta=0.8"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("raar.beta");
    }

    @Test
    void onlyTheLastEngineEndsAtAPlateau() {
        Reconstruction recipe = recipe("dm*12,rpie*30", "stop.plateau=2", "stop.tolerance=0.9");
        Outcome outcome = recipe.run(
                recipe.prepare(SCAN), Optional.empty(), Optional.empty(), RunControl.of(Observer.NONE, () -> false));
        assertThat(outcome.stop().cause()).isEqualTo(Stop.Cause.PLATEAU);
        assertThat(outcome.completed()).isBetween(14, 16);
    }

    @Test
    void heldOutLossesOfTheFirstEngineAreNoReasonToEnd() {
        Reconstruction recipe =
                recipe("dm*20,rpie*12", "stop.holdOut=10", "stop.patience=1", "dm.average=1", "dm.relax=0");
        Outcome outcome = recipe.run(
                recipe.prepare(SCAN), Optional.empty(), Optional.empty(), RunControl.of(Observer.NONE, () -> false));
        assertThat(outcome.completed()).isGreaterThan(20);
    }

    @Test
    void framesThatAreReadWhenNeededGoOnFromACheckpointOfThoseInMemory() {
        assertThat(Reconstruction.with("rpie", Map.of("data.stream", "true")).identity())
                .isEqualTo(Reconstruction.with("rpie", Map.of()).identity());
    }
}
