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
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** Chains that begin on coarser pixels. */
class MultiResolutionTest {
    private static final Scan SCAN = SimulatedScan.wellPosed()
            .side(64)
            .frames(6)
            .step(7)
            .subPixel()
            .modes(2)
            .scan();

    private static Reconstruction recipe(String chain, String... settings) {
        Map<String, String> all = SomeSettings.of(settings);
        all.put("probe.modes", "2");
        return Reconstruction.with(chain, all, OptionalInt.empty(), 4, 2);
    }

    @Test
    void whatIsTypedIsWrittenAndKnownAgain() {
        Chain chain = recipe("rpie/4*20, dm / 2 * 5,rpie*30").chain();
        assertThat(chain.text()).isEqualTo("rpie/4*20,dm/2*5,rpie*30");
        assertThat(chain.upTo(22).text()).isEqualTo("rpie/4*20,dm/2*2");
        assertThat(recipe("rpie/1*3").chain().text()).isEqualTo("rpie*3");
        assertThat(recipe("rpie/2").chain().text()).isEqualTo("rpie/2");
        assertThat(recipe("rpie/2*3,rpie*5").identity())
                .isNotEqualTo(recipe("rpie*3,rpie*5").identity());
        assertThat(recipe("rpie/2*5").identity()).isNotEqualTo(recipe("rpie*5").identity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rpie/3*5", "rpie/*5", "rpie/-2", "rpie/128", "rpie/two", "rpie*5,rpie/2*5", "rpie/2*2,dm/4"})
    void whatIsNoCoarserStartIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> recipe(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("engine ")
                .hasMessageNotContaining("\n");
    }

    /** The loss of all frames, whole, before any iteration on them. */
    private static double loss(EngineState state) {
        try (Parallel parallel = new Parallel(2)) {
            return new AmplitudeError(SCAN, false, parallel).of(state.specimen(), state.probe());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie/2*15", "dm/2*15", "ad/2*15", "lsqml/2*15"})
    void whatIsHandedOnExplainsTheWholeFramesBetterThanTheFlatStart(String coarse) {
        try (EngineSession flat = recipe("rpie*1").begin(SCAN);
                EngineSession session = recipe(coarse).begin(SCAN)) {
            double before = loss(flat.state());
            while (session.completed() < 15) {
                session.step();
            }
            assertThat(loss(session.state())).isLessThan(0.5 * before);
        }
    }

    @Test
    void theNextEngineStartsFromIt() {
        Result chain = recipe("rpie/2*15,rpie*3").run(SCAN, Observer.NONE);
        Result alone = recipe("rpie*3").run(SCAN, Observer.NONE);
        assertThat(chain.losses()[15])
                .as("the loss of the first iteration on all pixels")
                .isLessThan(0.5 * alone.losses()[0]);
        assertThat(chain.specimen().rows()).isEqualTo(alone.specimen().rows());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8})
    void savingRestoringAndGoingOnIsTheUninterruptedRun(int stop) {
        SavedAndResumed.assertSameAsUninterrupted(recipe("rpie/4*2,dm/2*3,ad*4"), SCAN, stop, 9);
    }

    @Test
    void threadsDoNotChangeTheBits() {
        Reconstruction two = recipe("rpie/2*3,rpie*2");
        Reconstruction one = new Reconstruction(two.chain(), two.links(), two.run(), 1);
        assertThat(one.run(SCAN, Observer.NONE).specimen().image().re())
                .isEqualTo(two.run(SCAN, Observer.NONE).specimen().image().re());
    }

    /** A run that is interrupted early has a result, too. */
    @Test
    void aResultOfCoarsePixelsHasThoseOfTheScan() {
        Result result = recipe("rpie/2*4").run(SCAN, Observer.NONE);
        try (EngineSession plain = recipe("rpie*1").begin(SCAN)) {
            assertThat(result.specimen().rows())
                    .isEqualTo(plain.state().specimen().rows());
            assertThat(result.specimen().pixelWidth()).isEqualTo(SCAN.geometry().pixelWidth());
            assertThat(result.probe().rows()).isEqualTo(64);
        }
    }

    @Test
    void heldOutFramesAreWholeFrames() {
        Reconstruction recipe = recipe("rpie/2*4,rpie*4", "stop.holdOut=10", "stop.every=2");
        Outcome outcome = recipe.run(
                recipe.prepare(SCAN), Optional.empty(), Optional.empty(), RunControl.of(Observer.NONE, () -> false));
        assertThat(outcome.heldOutLosses()).hasSize(4);
        assertThat(outcome.heldOutLosses()[3]).isLessThan(outcome.heldOutLosses()[0]);
    }

    @Test
    void aKnownProbeStaysAsItCame() {
        Result result = recipe("rpie/2*3,rpie*2", "probe.known=true").run(SCAN, Observer.NONE);
        for (int m = 0; m < 2; m++) {
            assertThat(result.probe().mode(m).re())
                    .isEqualTo(SCAN.probe().orElseThrow().mode(m).re());
        }
    }

    @Test
    void anObjectToStartFromIsRefused() {
        Specimen given = Specimen.of(ComplexImage.constant(120, 120, 1, 0), 1e-8, 1e-8, 0, 0);
        assertThatThrownBy(() -> recipe("rpie/2*3,rpie*2")
                        .begin(
                                SCAN,
                                SCAN,
                                Optional.empty(),
                                Optional.of(given),
                                Conditions.NONE,
                                FrameOrder.of(SCAN),
                                SCAN.positions()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("NAME/2")
                .hasMessageNotContaining("\n");
    }

    @Test
    void settingsThatAreNotForCoarserPixelsAreRefused() {
        for (String setting : new String[] {"positions.refine=true", "object.slices=2"}) {
            assertThatThrownBy(() -> recipe("ad/2*3,ad*2", setting))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("an engine on coarser pixels does not go together with")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void framesThatCannotBeDividedAreRefused() {
        assertThatThrownBy(() -> recipe("rpie/16*3,rpie*2").run(SCAN, Observer.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("64 x 64")
                .hasMessageNotContaining("\n");
    }
}
