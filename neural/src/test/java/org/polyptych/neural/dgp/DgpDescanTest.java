package org.polyptych.neural.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Outcome;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunControl;
import org.polyptych.engines.StepReport;
import org.polyptych.neural.OneThread;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Descan;
import org.polyptych.physics.Extent;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.MovedFrame;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** Scans whose zero beam wanders over the detector. */
@ExtendWith(OneThread.class)
class DgpDescanTest {
    /** Detector pixels at half of the scan's extent from its middle: 3.4 and 2.8 from corner to corner. */
    private static final double[] WAY = {1.3, 0.4, -0.3, 1.1};

    private static final int ITERATIONS = 60;
    private static final String[] FOUND = {"dgp.descan=plane"};

    private static Reconstruction recipe(int iterations, String... pairs) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "dgp.object", "pixels",
                "dgp.probe", "pixels",
                "dgp.batch", "16",
                "dgp.pixelRate", "0.05",
                "dgp.decayOver", String.valueOf(ITERATIONS)));
        for (String pair : pairs) {
            settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return Reconstruction.with("dgp", settings, iterations, 5, 1);
    }

    /** What the way is for frames in these places. */
    private static Descan descan(Positions at) {
        double half = Math.max(Extent.of(at.y()).length(), Extent.of(at.x()).length()) / 2;
        double[] down = fromMiddle(at.y(), half);
        double[] right = fromMiddle(at.x(), half);
        int n = at.count();
        return new Descan(
                IntStream.range(0, n)
                        .mapToDouble(j -> WAY[0] * down[j] + WAY[1] * right[j])
                        .toArray(),
                IntStream.range(0, n)
                        .mapToDouble(j -> WAY[2] * down[j] + WAY[3] * right[j])
                        .toArray());
    }

    private static double[] fromMiddle(double[] places, double half) {
        double middle = Arrays.stream(places).average().orElseThrow();
        return Arrays.stream(places).map(place -> (place - middle) / half).toArray();
    }

    /** The patterns of a scan's truth, each where the zero beam has gone. */
    static Scan wandering(Scan still) {
        Scan.Truth truth = still.truth().orElseThrow();
        Positions places = still.positions();
        Parameters at =
                new Parameters(truth.specimen(), truth.probe(), places, Conditions.NONE.withDescan(descan(places)));
        float[][] amplitudes = new float[places.count()][];
        try (Parallel parallel = new Parallel(1)) {
            FrameStack frames = FrameStack.of(still, parallel);
            try (MovedFrame moved = MovedFrame.of(frames, at, Double.NaN)) {
                for (int j = 0; j < amplitudes.length; j++) {
                    float[] counts =
                            moved.predict(j, places.y()[j], places.x()[j]).clone();
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] = (float) Math.sqrt(counts[i]);
                    }
                    amplitudes[j] = frames.propagation().toFile(counts);
                }
            }
        }
        return still.withFrames(
                new MemoryFrames(still.frames().rows(), still.frames().columns(), amplitudes));
    }

    private static double loss(EngineSession session, int iterations) {
        double loss = Double.NaN;
        for (int k = 0; k < iterations; k++) {
            loss = session.step().loss();
        }
        return loss;
    }

    /** But for what all frames have alike. */
    private static void assertFound(Descan found, Descan expected) {
        double[] y = fromMiddle(found.y(), 1);
        double[] x = fromMiddle(found.x(), 1);
        for (int j = 0; j < expected.count(); j++) {
            assertThat(y[j]).isCloseTo(fromMiddle(expected.y(), 1)[j], within(0.1));
            assertThat(x[j]).isCloseTo(fromMiddle(expected.x(), 1)[j], within(0.1));
        }
    }

    @Test
    void the_way_of_the_zero_beam_is_found_beside_object_and_probe() {
        Scan scan = wandering(SimulatedScan.wellPosed().scan());
        try (EngineSession staying = recipe(ITERATIONS).begin(scan);
                EngineSession following = recipe(ITERATIONS, FOUND).begin(scan)) {
            double without = loss(staying, ITERATIONS);
            double with = loss(following, ITERATIONS);
            assertThat(with).isLessThan(0.05 * without);
            assertThat(staying.state().descan(scan.positions())).isEmpty();
            assertFound(following.state().descan(scan.positions()).orElseThrow(), descan(scan.positions()));
        }
    }

    /** Also of frames that were held out, and whatever the order in the file. */
    @Test
    void frames_held_out_are_judged_with_it_and_the_result_has_it_for_every_frame() {
        Scan ordered = wandering(SimulatedScan.wellPosed().scan());
        Scan scan = ordered.select(new RandomStream(3, 0).permutation(64));
        List<String> notes = new ArrayList<>();
        Outcome staying = run(scan, notes);
        assertThat(notes).noneMatch(note -> note.contains("descan"));
        Outcome following = run(scan, notes, FOUND);
        int last = following.heldOutLosses().length - 1;
        assertThat(following.heldOutLosses()[last]).isLessThan(0.5 * staying.heldOutLosses()[last]);
        assertFound(following.result().conditions().descan(), descan(scan.positions()));
        assertThat(staying.result().conditions().descan()).isNull();
        assertThat(notes)
                .filteredOn(note -> note.startsWith("descan: the zero beam moves by "))
                .hasSize(ITERATIONS / 10 + 1);
    }

    private static Outcome run(Scan scan, List<String> notes, String... pairs) {
        Observer observer = new Observer() {
            @Override
            public void stepped(StepReport report, int total, double seconds) {
                report.note().ifPresent(notes::add);
            }
        };
        String[] all = Arrays.copyOf(pairs, pairs.length + 2);
        all[pairs.length] = "stop.holdOut=10";
        all[pairs.length + 1] = "stop.every=20";
        return recipe(ITERATIONS, all)
                .run(
                        scan,
                        Optional.empty(),
                        Optional.empty(),
                        new RunControl(observer, () -> false, Optional.empty(), Optional.empty(), notes::add));
    }

    @Test
    void a_stop_changes_nothing() {
        Scan scan = wandering(SimulatedScan.wellPosed().frames(3).scan());
        try (EngineSession whole = recipe(5, FOUND).begin(scan);
                EngineSession again = recipe(5, FOUND).begin(scan)) {
            loss(whole, 2);
            again.restore(whole.save());
            double expected = loss(whole, 3);
            assertThat(loss(again, 3)).isEqualTo(expected);
            assertThat(again.state().specimen().image().re())
                    .isEqualTo(whole.state().specimen().image().re());
            Descan found = again.state().descan(scan.positions()).orElseThrow();
            assertThat(found.y())
                    .isEqualTo(
                            whole.state().descan(scan.positions()).orElseThrow().y());
            assertThat(found.rangeY()).isGreaterThan(0.2);
        }
    }

    @Test
    void what_does_not_go_with_it_is_refused() {
        Scan near = SimulatedScan.wellPosed().frames(3).near().scan();
        assertThatThrownBy(() -> recipe(1, FOUND).run(near, Observer.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("descan", "near field")
                .hasMessageNotContaining("\n");
        Map<String, String> settings = Map.of("dgp.descan", "plane");
        assertThatThrownBy(() -> Reconstruction.with("dgp*2,rpie*2", settings, OptionalInt.empty(), 5, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("descan", "chain")
                .hasMessageNotContaining("\n");
    }
}
