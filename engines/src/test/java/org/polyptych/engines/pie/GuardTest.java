package org.polyptych.engines.pie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Engines;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunControl;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** What goes back when the loss grows, and that nothing changes while it does not. */
class GuardTest {
    private final ComplexImage image = ComplexImage.constant(1, 1, 0, 0);
    private final Guard guard = new Guard(true, List.of(image));
    private double lastLength;

    /** An iteration that adds 1 to the image, and has a loss. */
    private double iteration(double loss) {
        return guard.run(
                true,
                length -> {
                    lastLength = length;
                    image.re()[0] += 1;
                    return loss;
                },
                () -> {});
    }

    @Test
    void goesBackToWhereTheBestIterationBegan() {
        iteration(1.0);
        iteration(0.5);
        iteration(0.55);
        assertThat(image.re()[0]).isEqualTo(3);
        assertThat(iteration(0.61)).as("the loss of the best iteration").isEqualTo(0.5);
        assertThat(image.re()[0]).isEqualTo(1);
        assertThat(guard.length()).isEqualTo(0.5);
    }

    @Test
    void aTenthOfTheFirstLossIsAllowedHoweverSmallTheBestIs() {
        iteration(1.0);
        iteration(1e-9);
        assertThat(iteration(0.09)).isEqualTo(0.09);
        assertThat(guard.length()).isEqualTo(1);
    }

    @Test
    void shorterStepsMayBeginWithALargerLossButNotWithAnyLoss() {
        iteration(1.0);
        iteration(2.0);
        assertThat(iteration(1.8)).as("within twice the limit").isEqualTo(1.8);
        assertThat(guard.length()).isEqualTo(0.5);
        iteration(5.0);
        iteration(50.0);
        assertThat(guard.length()).isEqualTo(0.125);
    }

    @Test
    void aFirstIterationThatOverflowsIsDoneAgain() {
        double loss = guard.run(
                true,
                length -> {
                    image.re()[0] += length == 1 ? Float.NaN : 1;
                    return 0.3;
                },
                () -> {});
        assertThat(loss).isEqualTo(0.3);
        assertThat(image.re()[0]).isEqualTo(1);
    }

    @Test
    void whatCannotBeMendedEndsAndSaysSo() {
        double loss = guard.run(true, length -> Double.NaN, () -> {});
        assertThat(loss).isNaN();
    }

    @Test
    void iterationsThatDoNotCountAreNotCompared() {
        for (double loss : new double[] {0.01, 0.5, 3}) {
            assertThat(guard.run(false, length -> loss, () -> {})).isEqualTo(loss);
        }
        assertThat(guard.length()).isEqualTo(1);
    }

    @Test
    void remembersAcrossASave() {
        iteration(1.0);
        iteration(0.5);
        iteration(7);
        Snapshot snapshot = new Snapshot();
        guard.save(snapshot);
        ComplexImage other = ComplexImage.constant(1, 1, 9, 0);
        Guard restored = new Guard(true, List.of(other));
        restored.restore(snapshot);
        assertThat(restored.run(true, length -> 70 * length, () -> {})).isEqualTo(0.5);
        assertThat(other.re()[0]).isEqualTo(1);
        assertThat(restored.length()).isEqualTo(0.25);
    }

    @Test
    void saysOnceThatItWentBackAndWhy() {
        iteration(1.0);
        assertThat(guard.note()).isEmpty();
        iteration(3.0);
        assertThat(guard.note())
                .contains(
                        "the loss had grown to 3.00 times the best; gone back to the best estimate, on with 1/2 of the"
                                + " full steps");
        iteration(1.0);
        assertThat(guard.note()).isEmpty();
        guard.run(true, length -> Double.NaN, () -> {});
        assertThat(guard.note()).get().asString().startsWith("the loss, object or probe was no longer a number");
        iteration(Double.NaN);
        iteration(0.9);
        assertThat(guard.note()).isEmpty();
    }

    @Test
    void aRunIsToldOfEveryFall() {
        List<String> notes = new ArrayList<>();
        Reconstruction recipe = Reconstruction.with("epie", Map.of("epie.step", "1"), 60, 5, 1);
        recipe.run(
                noisy(),
                Optional.empty(),
                Optional.empty(),
                new RunControl(Observer.NONE, () -> false, Optional.empty(), Optional.empty(), notes::add));
        assertThat(notes)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(note -> assertThat(note)
                        .matches("iteration \\d+: the loss had grown to [0-9.e+]+ times the best; gone back to the best"
                                + " estimate, on with 1/\\d+ of the full steps"));
    }

    @Test
    void offItLetsEverythingPass() {
        Guard off = new Guard(false, List.of(image));
        assertThat(off.run(true, length -> 1, () -> {})).isEqualTo(1);
        assertThat(off.run(true, length -> 1e9, () -> {})).isEqualTo(1e9);
    }

    /** Few counts on many pixels, and steps that are long in object and probe alike. */
    private static Scan noisy() {
        return SimulatedScan.wellPosed().frames(10).step(2).counts(200).noisy().scan();
    }

    private static Result run(Scan scan, int iterations, String engine, String... settings) {
        var all = new java.util.HashMap<String, String>();
        for (String pair : settings) {
            all.put(engine + "." + pair.split("=")[0], pair.split("=")[1]);
        }
        return Reconstruction.with(engine, all, iterations, 5, 1).run(scan, Observer.NONE);
    }

    private static double last(Result result) {
        return result.losses()[result.losses().length - 1];
    }

    private static double most(Result result) {
        return Arrays.stream(result.losses()).max().orElseThrow();
    }

    /** alpha and probeAlpha are those of rpie; epie has none. */
    @ParameterizedTest
    @CsvSource({
        "epie, step=1",
        "rpie, alpha=0.01 probeAlpha=0.1 step=1 probeStep=1",
        "mpie, alpha=0.1 probeAlpha=0.5 step=1 probeStep=1"
    })
    void aNoisyScanThatDivergesDoesNotWithTheGuard(String engine, String typed) {
        String[] settings = typed.split(" ");
        String[] bare = Arrays.copyOf(settings, settings.length + 1);
        bare[settings.length] = "guard=false";
        Result without = run(noisy(), 100, engine, bare);
        assertThat(most(without)).as("it does diverge").isGreaterThan(2 * without.losses()[0]);
        Result with = run(noisy(), 100, engine, settings);
        assertThat(Arrays.stream(with.losses())).allMatch(Double::isFinite);
        assertThat(with.specimen().image().isFinite()).isTrue();
        assertThat(last(with)).isLessThan(with.losses()[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"epie", "rpie", "mpie", "wasp"})
    void aHealthyScanHasTheBitsOfTheBareMethod(String engine) {
        Scan scan = SimulatedScan.wellPosed().subPixel().scan();
        Result bare = run(scan, 40, engine, "guard=false");
        Result guarded = run(scan, 40, engine, "guard=true");
        assertThat(guarded.losses()).isEqualTo(bare.losses());
        assertThat(guarded.specimen().image().re())
                .isEqualTo(bare.specimen().image().re());
        assertThat(guarded.probe().mode(0).im()).isEqualTo(bare.probe().mode(0).im());
    }

    /** Saved after every iteration of a run that goes back several times. */
    @Test
    void aRunThatGoesBackResumesToTheSameBits() {
        Reconstruction recipe = Reconstruction.with("epie", java.util.Map.of(), 60, 5, 2);
        Scan scan = noisy();
        try (EngineSession whole = recipe.begin(scan);
                EngineSession resumed = recipe.begin(scan)) {
            for (int k = 0; k < 60; k++) {
                Snapshot before = whole.save();
                double loss = whole.step().loss();
                resumed.restore(before);
                assertThat(resumed.step().loss()).isEqualTo(loss);
            }
            assertThat(whole.save().longs().get("guard")[0])
                    .as("times it went back")
                    .isPositive();
            assertThat(resumed.state().specimen().image().re())
                    .isEqualTo(whole.state().specimen().image().re());
        }
    }

    @Test
    void isOnUnlessAskedNotTo() {
        for (String engine : List.of("epie", "rpie", "mpie", "wasp")) {
            Record defaults = SettingsReader.defaults(Engines.named(engine).settingsType());
            assertThat(SettingsReader.write(defaults)).containsEntry("guard", "true");
        }
    }
}
