package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** Going on from a checkpoint, in one process; {@code KillTrialsTest} does it with processes that are killed. */
class ResumeTest {
    private static final int ITERATIONS = 9;
    private final Scan scan = SimulatedScan.wellPosed().scan();
    private final List<String> notes = new ArrayList<>();

    private static Reconstruction recipe(String engine, int iterations, String... pairs) {
        Map<String, String> settings = new HashMap<>();
        for (String pair : pairs) {
            settings.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return Reconstruction.with(engine, settings, iterations, 5, 2);
    }

    private Outcome run(Reconstruction recipe, Scan data, Checkpoint from, List<Checkpoint> made) {
        return recipe.run(
                data,
                Optional.empty(),
                Optional.empty(),
                new RunControl(
                        Observer.NONE,
                        () -> false,
                        Optional.ofNullable(from).map(c -> () -> c),
                        Optional.of(made::add),
                        notes::add));
    }

    private static void assertSameBits(Result a, Result b) {
        assertThat(b.specimen().image().re()).isEqualTo(a.specimen().image().re());
        assertThat(b.specimen().image().im()).isEqualTo(a.specimen().image().im());
        assertThat(b.probe().mode(0).re()).isEqualTo(a.probe().mode(0).re());
        assertThat(b.losses()).isEqualTo(a.losses());
        assertThat(b.provenance().iterations()).isEqualTo(a.provenance().iterations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpie", "dm"})
    void goingOnFromAnyCheckpointGivesTheUninterruptedRun(String engine) {
        List<Checkpoint> made = new ArrayList<>();
        Reconstruction recipe = recipe(engine, ITERATIONS, "checkpoint.every=1");
        Result whole = run(recipe, scan, null, made).result();
        assertThat(made).hasSize(ITERATIONS);
        for (Checkpoint checkpoint : made) {
            Outcome resumed = run(recipe, scan, checkpoint, new ArrayList<>());
            assertSameBits(whole, resumed.result());
            assertThat(resumed.result().provenance().started())
                    .isEqualTo(whole.provenance().started());
            assertThat(resumed.result().provenance().resumed()).isEqualTo("after iteration " + checkpoint.iterations());
        }
    }

    @Test
    void heldOutFramesAndTheBestSoFarAreInTheCheckpoint() {
        List<Checkpoint> made = new ArrayList<>();
        Reconstruction recipe =
                recipe("rpie", ITERATIONS, "checkpoint.every=1", "stop.holdOut=20", "stop.every=2", "stop.patience=2");
        Outcome whole = run(recipe, scan, null, made);
        for (Checkpoint checkpoint : made) {
            Outcome resumed = run(recipe, scan, checkpoint, new ArrayList<>());
            assertSameBits(whole.result(), resumed.result());
            assertThat(resumed.heldOutLosses()).isEqualTo(whole.heldOutLosses());
            assertThat(resumed.stop()).isEqualTo(whole.stop());
        }
    }

    @Test
    void aFinishedRunGoesOnForMore() {
        List<Checkpoint> made = new ArrayList<>();
        run(recipe("rpie", 4, "checkpoint.keep=true"), scan, null, made);
        Checkpoint last = made.getLast();
        assertThat(last.iterations()).isEqualTo(4);
        assertSameBits(
                run(recipe("rpie", ITERATIONS), scan, null, new ArrayList<>()).result(),
                run(recipe("rpie", ITERATIONS), scan, last, new ArrayList<>()).result());
        assertThat(notes).anyMatch(note -> note.startsWith("resumed after iteration 4, which took "));
    }

    @Test
    void secondsOfBeforeCountForTheBudget() {
        List<Checkpoint> made = new ArrayList<>();
        run(recipe("rpie", 3, "checkpoint.keep=true"), scan, null, made);
        Checkpoint last = made.getLast();
        last.history().doubles().get("seconds")[0] = 1e6;
        Outcome outcome = run(recipe("rpie", ITERATIONS, "stop.seconds=999999"), scan, last, new ArrayList<>());
        assertThat(outcome.stop().cause()).isEqualTo(Stop.Cause.BUDGET);
        assertThat(outcome.completed()).isEqualTo(3);
        assertThat(outcome.result().provenance().stopped()).contains("stop.seconds");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rpie.alpha=0.7  | rpie.alpha was 0.3 and is now 0.7
            stop.holdOut=10 | stop.holdOut was 0.0 and is now 10.0
            """)
    void anotherRecipeIsRefusedByWhatDiffers(String pair, String said) {
        List<Checkpoint> made = new ArrayList<>();
        run(recipe("rpie", 2, "checkpoint.keep=true"), scan, null, made);
        assertRefused(recipe("rpie", 4, pair), scan, made.getLast(), said);
    }

    @Test
    void anotherEngineOrVersionIsRefused() {
        List<Checkpoint> made = new ArrayList<>();
        run(recipe("rpie", 2, "checkpoint.keep=true"), scan, null, made);
        assertRefused(recipe("dm", 4), scan, made.getLast(), "engine was rpie and is now dm");
        Map<String, String> older = new HashMap<>(made.getLast().identity());
        older.put("program", "Polyptych 0.0.9");
        Checkpoint last = made.getLast();
        assertRefused(
                recipe("rpie", 4),
                scan,
                new Checkpoint(older, last.facts(), last.iterations(), last.state(), last.history()),
                "program was Polyptych 0.0.9");
    }

    @Test
    void fewerIterationsThanAreDoneAreRefused() {
        List<Checkpoint> made = new ArrayList<>();
        run(recipe("rpie", 4, "checkpoint.keep=true"), scan, null, made);
        assertRefused(recipe("rpie", 3), scan, made.getLast(), "has 4 iterations already, more than the 3 asked for");
    }

    @Test
    void otherDataAreRefused() {
        List<Checkpoint> made = new ArrayList<>();
        run(recipe("rpie", 2, "checkpoint.keep=true"), scan, null, made);
        float[][] frames = ChangedScan.of(scan).copiedFrames();
        frames[40][7] += 1;
        Checkpoint last = made.getLast();
        assertRefused(
                recipe("rpie", 4), ChangedScan.of(scan).frames(frames).scan(), last, "the frames are not the same");
        boolean[] mask = scan.mask().clone();
        mask[3] = false;
        assertRefused(recipe("rpie", 4), ChangedScan.of(scan).mask(mask).scan(), last, "the mask is not the same");
        int[] fewer = java.util.stream.IntStream.range(0, 60).toArray();
        assertRefused(recipe("rpie", 4), scan.select(fewer), last, "number of frames was 64 and is now 60");
    }

    @Test
    void threadsAndStoppingMayDiffer() {
        List<Checkpoint> made = new ArrayList<>();
        run(recipe("rpie", 2, "checkpoint.keep=true"), scan, null, made);
        Reconstruction other = Reconstruction.with("rpie", Map.of("stop.plateau", "100"), 4, 5, 1);
        assertSameBits(
                run(recipe("rpie", 4), scan, null, new ArrayList<>()).result(),
                run(other, scan, made.getLast(), new ArrayList<>()).result());
    }

    @Test
    void aResultKnowsWhatDecidedItsBitsWithOrWithoutCheckpoints() {
        Reconstruction recipe = recipe("rpie", 2);
        Map<String, String> known = recipe.identity(scan, Optional.empty(), Optional.empty());
        assertThat(known).containsKeys("engine", "rpie.alpha", "frames", "positions", "mask", "starting probe");
        assertThat(run(recipe, scan, null, new ArrayList<>())
                        .result()
                        .provenance()
                        .identity())
                .isEqualTo(known);
        assertThat(recipe.run(scan, Observer.NONE).provenance().identity()).isEqualTo(known);
    }

    @Test
    void anotherBuildGoesOnAndSaysSo() {
        List<Checkpoint> made = new ArrayList<>();
        Reconstruction recipe = recipe("rpie", 4, "checkpoint.every=2");
        Result whole = run(recipe, scan, null, made).result();
        Checkpoint first = made.getFirst();
        run(recipe, scan, first, new ArrayList<>());
        assertThat(notes).noneMatch(note -> note.contains("build"));
        Map<String, String> facts = new HashMap<>(first.facts());
        facts.put("build", "0123456789ab");
        Checkpoint foreign =
                new Checkpoint(first.identity(), facts, first.iterations(), first.state(), first.history());
        assertSameBits(whole, run(recipe, scan, foreign, new ArrayList<>()).result());
        assertThat(notes).anyMatch(note -> note.contains("another build of the program (0123456789ab, this is "));
    }

    private void assertRefused(Reconstruction recipe, Scan data, Checkpoint from, String said) {
        assertThatThrownBy(() -> run(recipe, data, from, new ArrayList<>()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(said, "--overwrite")
                .hasMessageNotContaining("\n");
    }
}
