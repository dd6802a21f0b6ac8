package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class HeldOutTest {
    private final Scan scan = SimulatedScan.wellPosed().scan();

    private static Outcome run(Scan data, int iterations, Map<String, String> settings) {
        return Reconstruction.with("rpie", settings, iterations, 5, 2)
                .run(data, Optional.empty(), Optional.empty(), RunControl.of(Observer.NONE, () -> false));
    }

    private static HeldOut.Split split(Scan scan, double percent, long seed) {
        return HeldOut.Split.of(FrameOrder.canonical(scan), percent, seed);
    }

    @Test
    void everyFrameIsEitherUsedOrHeldOut() {
        HeldOut.Split split = split(scan, 25, 1);
        assertThat(split.heldOut()).hasSize(16);
        assertThat(IntStream.concat(IntStream.of(split.used()), IntStream.of(split.heldOut()))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, 64).boxed().toList());
        assertThat(split(scan, 0, 1).heldOut()).isEmpty();
        assertThat(split(scan, 0.01, 1).heldOut()).hasSize(1);
    }

    @Test
    void theSeedChoosesAndTheOrderInTheFileDoesNot() {
        assertThat(split(scan, 25, 2).heldOut()).isNotEqualTo(split(scan, 25, 1).heldOut());
        Scan shuffled = scan.select(new RandomStream(3, 0).permutation(64));
        assertThat(split(shuffled, 25, 1).heldOutScan().positions().y())
                .isEqualTo(split(scan, 25, 1).heldOutScan().positions().y());
    }

    @Test
    void whatHeldOutFramesHoldNeverReachesTheReconstruction() {
        HeldOut.Split split = split(scan, 25, 5);
        float[][] frames = new float[64][];
        for (int j = 0; j < 64; j++) {
            frames[j] = split.scan().frames().frame(j);
        }
        for (int j : split.heldOut()) {
            // Another picture altogether, as bright as before.
            java.util.Arrays.fill(frames[j], 1);
        }
        Scan spoilt = ChangedScan.of(split.scan()).frames(frames).scan();
        Map<String, String> settings = Map.of("stop.holdOut", "25", "stop.patience", "100");
        EngineStateAt clean = EngineStateAt.of(scan, settings);
        EngineStateAt dirty = EngineStateAt.of(spoilt, settings);
        assertThat(dirty.object()).isEqualTo(clean.object());
        assertThat(dirty.heldOut()[0]).isGreaterThan(2 * clean.heldOut()[0]);
    }

    /** Where a run stands after a few iterations, whatever it reports as its best. */
    private record EngineStateAt(float[][] object, double[] heldOut) {
        static EngineStateAt of(Scan scan, Map<String, String> settings) {
            java.util.List<org.polyptych.core.Checkpoint> made = new java.util.ArrayList<>();
            Map<String, String> all = new java.util.HashMap<>(settings);
            all.put("checkpoint.keep", "true");
            Outcome outcome = Reconstruction.with("rpie", all, 4, 5, 2)
                    .run(
                            scan,
                            Optional.empty(),
                            Optional.empty(),
                            new RunControl(
                                    Observer.NONE, () -> false, Optional.empty(), Optional.of(made::add), note -> {}));
            return new EngineStateAt(made.getLast().state().floats().get("object"), outcome.heldOutLosses());
        }
    }

    @Test
    void theTruthExplainsHeldOutFramesToo() {
        HeldOut.Split split = split(scan, 25, 5);
        Reconstruction recipe = Reconstruction.with("rpie", Map.of("probe.known", "true"), 30, 5, 2);
        try (EngineSession session = recipe.begin(
                split.scan(),
                split.usedScan(),
                Optional.empty(),
                Optional.empty(),
                Conditions.NONE,
                split.used(),
                split.scan().positions())) {
            HeldOut heldOut =
                    new HeldOut(split.heldOutScan(), false, split.heldOut(), session.parallel(), FrameKeeping.HELD);
            double first = heldOut.loss(session.state(), Conditions.NONE, scan.geometry());
            StepReport report = null;
            for (int k = 0; k < 30; k++) {
                report = session.step();
            }
            double last = heldOut.loss(session.state(), Conditions.NONE, scan.geometry());
            assertThat(last).isLessThan(first / 20);
            // The scan has no noise, so frames that were not used fit about as well as those that were.
            assertThat(last).isCloseTo(report.loss(), within(10 * report.loss()));
        }
    }

    @Test
    void theResultIsTheBestIterationAsIfTheRunHadEndedThere() {
        Scan noisy = noisy(scan);
        Map<String, String> settings = Map.of("stop.holdOut", "25", "stop.patience", "3", "rpie.alpha", "0.01");
        Outcome outcome = run(noisy, 200, settings);
        assertThat(outcome.stop().cause()).isEqualTo(Stop.Cause.HELD_OUT);
        int best = outcome.result().provenance().iterations();
        assertThat(outcome.completed()).isEqualTo(best + 3);
        double[] losses = outcome.heldOutLosses();
        for (int k = best; k < losses.length; k++) {
            assertThat(losses[k]).isGreaterThanOrEqualTo(losses[best - 1]);
        }
        Result repeated = run(noisy, best, settings).result();
        assertThat(repeated.specimen().image().re())
                .isEqualTo(outcome.result().specimen().image().re());
        assertThat(repeated.losses()).isEqualTo(outcome.result().losses());
    }

    @Test
    void aRunToTheEndGivesItsBestIterationTooAndSaysSo() {
        Map<String, String> settings = Map.of("stop.holdOut", "25", "stop.patience", "1000", "rpie.alpha", "0.01");
        Outcome outcome = run(noisy(scan), 60, settings);
        assertThat(outcome.stop().cause()).isEqualTo(Stop.Cause.COMPLETED);
        assertThat(outcome.completed()).isEqualTo(60);
        int best = outcome.result().provenance().iterations();
        assertThat(best).isLessThan(60);
        assertThat(outcome.result().provenance().stopped()).contains("all 60 iterations", "iteration " + best);
    }

    /** A hundredth of the light, counted. */
    private static Scan noisy(Scan scan) {
        float[][] frames = ChangedScan.of(scan).copiedFrames();
        double counts = 0;
        for (float a : frames[0]) {
            counts += a * a;
        }
        for (int j = 0; j < frames.length; j++) {
            RandomStream random = new RandomStream(8, j);
            for (int i = 0; i < frames[j].length; i++) {
                frames[j][i] = (float) Math.sqrt(random.poisson(frames[j][i] * frames[j][i] * 2000 / counts));
            }
        }
        return ChangedScan.of(scan).frames(frames).scan();
    }

    @Test
    void aScanOfOneFrameHasNoneToHoldOut() {
        Scan one = scan.select(new int[] {0});
        assertThatThrownBy(() -> run(one, 1, Map.of("stop.holdOut", "10")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("stop.holdOut needs at least 2 frames");
    }
}
