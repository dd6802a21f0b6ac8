package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.refine.PositionRefinement;
import org.polyptych.engines.refine.PositionSettings;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class RefinedPositionsTest {
    private static final double PIXEL = 1e-8;
    private static final Scan RIGHT = SimulatedScan.wellPosed().subPixel().scan();
    private static final Scan WRONG = wrong(RIGHT, 0.7);

    /** The scan with a stage that says something else, normal errors in pixels. */
    private static Scan wrong(Scan scan, double sigma) {
        RandomStream random = new RandomStream(8, 0);
        double[] y = scan.positions().y().clone();
        double[] x = scan.positions().x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] += sigma * PIXEL * random.gaussian();
            x[j] += sigma * PIXEL * random.gaussian();
        }
        return scan.withPositions(new Positions(y, x));
    }

    /** Root mean square error of a coordinate in pixels, the common shift removed. */
    private static double error(Positions truth, Positions found) {
        int n = truth.count();
        double meanY = 0;
        double meanX = 0;
        for (int j = 0; j < n; j++) {
            meanY += (found.y()[j] - truth.y()[j]) / n;
            meanX += (found.x()[j] - truth.x()[j]) / n;
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += Math.pow(found.y()[j] - truth.y()[j] - meanY, 2) + Math.pow(found.x()[j] - truth.x()[j] - meanX, 2);
        }
        return Math.sqrt(sum / (2 * n)) / PIXEL;
    }

    private static Reconstruction recipe(String engine, int iterations, int threads, String... pairs) {
        Map<String, String> settings = SomeSettings.of(pairs);
        settings.put("positions.refine", "true");
        settings.putIfAbsent("positions.refineFrom", "2");
        return Reconstruction.with(engine, settings, iterations, 5, threads);
    }

    private static Result run(Reconstruction recipe, Scan scan) {
        return recipe.run(scan, Observer.NONE);
    }

    static Stream<String> movable() {
        return Engines.all().stream()
                .filter(p -> p.capabilities().contains(Capability.POSITIONS))
                .map(EngineProvider::name);
    }

    @ParameterizedTest
    @MethodSource("movable")
    void everyEngineThatSaysSoFindsThePositions(String engine) {
        double before = error(RIGHT.positions(), WRONG.positions());
        Result result = run(recipe(engine, 60, 2, "positions.refineFrom=10"), WRONG);
        assertThat(error(RIGHT.positions(), result.positions())).isLessThan(0.5 * before);
        assertThat(result.refinedFrom()).contains(WRONG.positions());
    }

    /** It says so if and only if it can. */
    @Test
    void capabilitiesAreTrue() {
        for (EngineProvider provider : Engines.all()) {
            try (EngineSession session =
                    Reconstruction.with(provider.name(), Map.of(), 1, 1, 1).begin(RIGHT)) {
                assertThat(session.state() instanceof MovableFrames)
                        .as(provider.name())
                        .isEqualTo(provider.capabilities().contains(Capability.POSITIONS));
            }
        }
    }

    @Test
    void theLossFalls() {
        double[] refined = run(recipe("rpie", 60, 2), WRONG).losses();
        double[] plain = Reconstruction.with("rpie", Map.of(), 60, 5, 2)
                .run(WRONG, Observer.NONE)
                .losses();
        assertThat(refined[59]).isLessThan(0.5 * plain[59]);
    }

    @Test
    void withTheTrueObjectAndProbeRightPositionsStayAndWrongOnesComeBack() {
        Scan.Truth truth = RIGHT.truth().orElseThrow();
        PositionSettings settings = recipe("rpie", 1, 1).run().positions();
        try (Parallel parallel = new Parallel(2)) {
            FrameStack frames = FrameStack.of(RIGHT, parallel);
            for (Scan scan : List.of(RIGHT, WRONG)) {
                PositionRefinement refinement = new PositionRefinement(settings, scan.positions(), PIXEL, PIXEL, 1);
                for (int k = 2; k < 22; k++) {
                    refinement.refine(frames, truth.specimen(), truth.probe(), parallel, k);
                }
                assertThat(error(RIGHT.positions(), refinement.positions())).isLessThan(0.02);
            }
        }
    }

    @Test
    void theStagesScaleIsLeftToItOrTakenAsTheOnlyError() {
        double[] y = RIGHT.positions().y().clone();
        double[] x = RIGHT.positions().x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] *= 1.04;
            x[j] *= 0.97;
        }
        Scan.Truth truth = RIGHT.truth().orElseThrow();
        Scan scan = RIGHT.withPositions(new Positions(y, x));
        double before = error(RIGHT.positions(), scan.positions());
        try (Parallel parallel = new Parallel(2)) {
            FrameStack frames = FrameStack.of(RIGHT, parallel);
            for (String affine : List.of("only", "robust", "removed")) {
                PositionSettings settings =
                        recipe("rpie", 1, 1, "positions.affine=" + affine).run().positions();
                PositionRefinement refinement = new PositionRefinement(settings, scan.positions(), PIXEL, PIXEL, 1);
                for (int k = 2; k < 22; k++) {
                    refinement.refine(frames, truth.specimen(), truth.probe(), parallel, k);
                }
                double after = error(RIGHT.positions(), refinement.positions());
                if (affine.equals("removed")) {
                    assertThat(after).isGreaterThan(0.9 * before);
                } else {
                    assertThat(after).as(affine).isLessThan(0.1 * before);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm", "lsqml", "awf"})
    void threadsDoNotChangeABit(String engine) {
        Result one = run(recipe(engine, 6, 1, "positions.anneal=1"), WRONG);
        Result three = run(recipe(engine, 6, 3, "positions.anneal=1"), WRONG);
        assertSameBits(one, three);
        assertThat(one.positions().y()).isNotEqualTo(WRONG.positions().y());
    }

    @ParameterizedTest
    @MethodSource("movable")
    void goingOnFromAnyCheckpointGivesTheUninterruptedRun(String engine) {
        assertResumes(recipe(engine, 7, 2, "checkpoint.every=1", "positions.anneal=1", "positions.refineEvery=2"));
    }

    @Test
    void aChainHandsPositionsOnAndResumesToTheSameBits() {
        Map<String, String> settings =
                Map.of("positions.refine", "true", "positions.refineFrom", "1", "checkpoint.every", "1");
        Reconstruction chain = Reconstruction.with("dm*3,lsqml*3", settings, java.util.OptionalInt.empty(), 5, 2);
        assertResumes(chain);
    }

    private static void assertResumes(Reconstruction recipe) {
        List<Checkpoint> made = new ArrayList<>();
        Result whole = run(recipe, null, made);
        assertThat(made).isNotEmpty();
        for (Checkpoint checkpoint : made) {
            assertSameBits(whole, run(recipe, checkpoint, new ArrayList<>()));
        }
    }

    private static Result run(Reconstruction recipe, Checkpoint from, List<Checkpoint> made) {
        return run(recipe, WRONG, from, made);
    }

    private static Result run(Reconstruction recipe, Scan scan, Checkpoint from, List<Checkpoint> made) {
        return recipe.run(
                        scan,
                        Optional.empty(),
                        Optional.empty(),
                        new RunControl(
                                Observer.NONE,
                                () -> false,
                                Optional.ofNullable(from).map(c -> () -> c),
                                Optional.of(made::add),
                                note -> {}))
                .result();
    }

    private static void assertSameBits(Result a, Result b) {
        assertThat(b.positions().y()).isEqualTo(a.positions().y());
        assertThat(b.positions().x()).isEqualTo(a.positions().x());
        assertThat(b.specimen().image().re()).isEqualTo(a.specimen().image().re());
        assertThat(b.probe().mode(0).im()).isEqualTo(a.probe().mode(0).im());
        assertThat(b.losses()).isEqualTo(a.losses());
    }

    /** The frames held out follow those worked on, and have no say in anything. */
    @Test
    void heldOutFramesAreFoundTooAndChangeNothing() {
        String[] settings = {"positions.refineFrom=10", "stop.holdOut=25", "stop.every=60", "checkpoint.keep=true"};
        Result result = run(recipe("rpie", 60, 2, settings), WRONG);
        HeldOut.Split split = HeldOut.Split.of(FrameOrder.canonical(WRONG), 25, 5);
        int[] order = FrameOrder.of(WRONG);
        int[] held = Arrays.stream(split.heldOut()).map(k -> order[k]).toArray();
        assertThat(held).hasSize(16);
        double before = error(RIGHT.positions().select(held), WRONG.positions().select(held));
        double after = error(RIGHT.positions().select(held), result.positions().select(held));
        assertThat(after).isLessThan(0.5 * before);

        float[][] frames = ChangedScan.of(WRONG).copiedFrames();
        for (int j : held) {
            Arrays.fill(frames[j], 1);
        }
        List<Checkpoint> clean = new ArrayList<>();
        List<Checkpoint> dirty = new ArrayList<>();
        run(recipe("rpie", 20, 2, settings), WRONG, null, clean);
        run(
                recipe("rpie", 20, 2, settings),
                ChangedScan.of(WRONG).frames(frames).scan(),
                null,
                dirty);
        assertThat(dirty.getLast().state().floats().get("estimate"))
                .isDeepEqualTo(clean.getLast().state().floats().get("estimate"));
        assertThat(dirty.getLast().state().doubles().get("positions.y"))
                .isEqualTo(clean.getLast().state().doubles().get("positions.y"));
    }

    /** Where the stage is wrong, frames left where it says would be explained badly however good object and probe are. */
    @Test
    void theLossOfHeldOutFramesIsNoLongerThatOfTheStage() {
        String[] settings = {"positions.refineFrom=10", "stop.holdOut=25", "stop.every=60"};
        Outcome outcome = recipe("rpie", 60, 2, settings)
                .run(WRONG, Optional.empty(), Optional.empty(), RunControl.of(Observer.NONE, () -> false));
        double own = outcome.result().losses()[59];
        assertThat(outcome.heldOutLosses()[0]).isLessThan(4 * own);
    }

    @Test
    void aRunWithFramesHeldOutGoesOnToTheSameBits() {
        for (String affine : List.of("free", "robust", "only", "removed")) {
            assertResumes(recipe(
                    "epie",
                    6,
                    2,
                    "checkpoint.every=2",
                    "positions.anneal=1",
                    "positions.affine=" + affine,
                    "stop.holdOut=20",
                    "stop.every=2"));
        }
    }

    @Test
    void framesStopAtTheBorderOfAGivenObject() {
        // as large as the scan and no larger: the outermost frames can only move inwards
        Scan.Truth truth = RIGHT.truth().orElseThrow();
        Reconstruction recipe = recipe("rpie", 8, 2, "positions.anneal=20", "positions.maxShift=50");
        Scan scan = wrong(RIGHT, 0);
        Result result =
                recipe.run(scan, Optional.of(truth.probe()), Optional.of(truth.specimen()), Observer.NONE, () -> false);
        for (int j = 0; j < 64; j++) {
            double row = truth.specimen().rowOf(result.positions().y()[j]);
            assertThat(row).isBetween(16.0, truth.specimen().rows() - 16.0);
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> recipe("rpie", 5, 1, "positions.round=true"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("set one of them to false");
        assertThatThrownBy(() -> recipe("rpie", 5, 1, "object.rasterNull=true"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("object.rasterNull");
    }
}
