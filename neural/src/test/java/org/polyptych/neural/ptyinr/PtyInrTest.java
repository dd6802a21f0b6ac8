package org.polyptych.neural.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.StepReport;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

@ExtendWith(OneThread.class)
class PtyInrTest {
    private static final String[] SMALL = {"preset=fast", "width=32", "objectRate=3e-3", "fitSteps=30", "trials=1"};
    private static final double PIXEL = 1e-8;

    private static String[] small(String... more) {
        String[] all = Arrays.copyOf(SMALL, SMALL.length + more.length);
        System.arraycopy(more, 0, all, SMALL.length, more.length);
        return all;
    }

    private static Scan tiny() {
        return SimulatedScan.wellPosed().side(16).frames(3).step(3).scan();
    }

    private static Result run(Scan scan, int iterations, String... settings) {
        return Reconstruction.with("ptyinr", Begun.settings(settings), iterations, 5, 1)
                .run(scan, Observer.NONE);
    }

    private static double last(Result result) {
        return result.losses()[result.losses().length - 1];
    }

    /** The paper speaks of 3.1 million; its code builds these. */
    @Test
    void the_papers_networks_have_as_many_numbers_as_the_published_ones() {
        try (Begun run = Begun.of(tiny(), "preset=paper")) {
            long all = run.leaves().values().stream().mapToLong(Tensor::numel).sum();
            assertThat(all).isEqualTo(3_009_126);
        }
    }

    @Test
    void the_mean_probe_pixel_is_normalised_where_asked_whatever_its_modes() {
        Scan scan =
                SimulatedScan.wellPosed().side(16).frames(3).step(3).modes(2).scan();
        try (Begun run = Begun.of(scan, small("normalise=true", "probe=siren", "probe.modes=2"));
                Scope scope = Scope.open()) {
            run.step();
            Tensor power = run.state.beam().detach().abs().square().sum(0);
            assertThat(Tensors.number(power.max())).isCloseTo(1, within(1e-6));
        }
    }

    /** As the published code does; in the near field the frames would be others, and it does nothing. */
    @Test
    void the_brightest_pixel_is_brought_to_the_middle_in_the_far_field_alone() {
        for (boolean near : new boolean[] {false, true}) {
            SimulatedScan simulated =
                    SimulatedScan.wellPosed().side(16).frames(3).step(3);
            Scan scan = moved((near ? simulated.near() : simulated).scan(), 3, -2);
            try (Begun plain = Begun.of(scan, small());
                    Begun centred = Begun.of(scan, small("recentre=true"));
                    Scope scope = Scope.open()) {
                int[] from = brightest(plain.state.beam());
                int[] to = brightest(centred.state.beam());
                Tensor expected = torch.roll(
                        plain.state.beam(), new long[] {to[0] - from[0], to[1] - from[1]}, new long[] {1, 2});
                assertThat(Tensors.number(
                                centred.state.beam().sub(expected).abs().max()))
                        .isZero();
                assertThat(to).isEqualTo(near ? from : new int[] {8, 8});
                assertThat(from).isNotEqualTo(new int[] {8, 8});
            }
        }
    }

    private static int[] brightest(Tensor beam) {
        int at = (int) beam.detach().abs().square().sum(0).argmax().item_long();
        int columns = (int) beam.size(2);
        return new int[] {at / columns, at % columns};
    }

    /** With the probe rolled. */
    private static Scan moved(Scan scan, int down, int right) {
        ComplexImage mode = scan.probe().orElseThrow().mode(0);
        ComplexImage rolled = ComplexImage.zeros(mode.rows(), mode.columns());
        for (int y = 0; y < mode.rows(); y++) {
            for (int x = 0; x < mode.columns(); x++) {
                int to = Math.floorMod(y + down, mode.rows()) * mode.columns()
                        + Math.floorMod(x + right, mode.columns());
                rolled.re()[to] = mode.re()[y * mode.columns() + x];
                rolled.im()[to] = mode.im()[y * mode.columns() + x];
            }
        }
        return given(scan, Optional.of(Probe.of(rolled)), Optional.empty());
    }

    private static Scan given(Scan scan, Optional<Probe> probe, Optional<Specimen> specimen) {
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                probe,
                specimen,
                scan.truth(),
                scan.notes());
    }

    @Test
    void a_hash_encoded_probe_learns() {
        Scan scan = SimulatedScan.wellPosed().frames(4).scan();
        Result result = run(
                scan,
                150,
                small(
                        "probe=hash",
                        "fitSteps=150",
                        "decayOver=150",
                        "probeRate=3e-4",
                        "object=pixels",
                        "objectRate=0.05"));
        assertThat(last(result)).isLessThan(0.5 * result.losses()[0]);
    }

    @Test
    void pixels_beside_a_hash_encoding_add_nothing_at_first_and_then_learn() {
        String[] settings = {"start=random", "probeRate=3e-3"};
        try (Begun hash = Begun.seeded(1, tiny(), small("probe=hash", settings[0], settings[1]));
                Begun both = Begun.seeded(1, tiny(), small("probe=hash_and_pixels", settings[0], settings[1]))) {
            assertThat(both.state.probe().mode(0).re())
                    .containsExactly(hash.state.probe().mode(0).re());
            both.step();
            assertThat(both.leaves().get("probe.free.pixels").abs().sum().item_float())
                    .isPositive();
        }
    }

    /** One network or two, sine layers for the probe too, on coordinates of any kind, from nothing but random numbers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared=false coordinates=unit",
                "shared=true coordinates=centred probe=siren probeRate=3e-3",
                "start=random likelihood=smoothl1 beta=0.1 normalise=true regularise=0.01 regulariseUntil=20 objectRate=5e-3"
                        + " probeRate=0.02",
                "start=random probe=hash_and_pixels normalise=true recentre=true regularise=0.01 objectRate=5e-3",
                "likelihood=poisson batch=8 batchesPerPass=2 probeSteps=2 warmUp=5"
            })
    void what_can_be_chosen_makes_the_loss_fall(String settings) {
        Scan scan = SimulatedScan.wellPosed().frames(4).scan();
        Result result = run(scan, 80, small((settings + " decayOver=80").split(" ")));
        assertThat(last(result)).isLessThan(0.4 * result.losses()[0]);
        assertThat(result.specimen().image().isFinite()).isTrue();
    }

    @Test
    void a_run_that_is_given_an_object_begins_near_it() {
        Scan scan = SimulatedScan.wellPosed().frames(4).scan();
        Scan known =
                given(scan, scan.probe(), Optional.of(scan.truth().orElseThrow().specimen()));
        double cold = run(scan, 1, small()).losses()[0];
        String[] fitted = small("fitSteps=400", "width=64");
        assertThat(run(known, 1, small("fitSteps=400", "width=64", "object.start=file"))
                        .losses()[0])
                .isLessThan(0.1 * cold);
        Result chain = Reconstruction.with("rpie*10,ptyinr*3", Begun.settings(fitted), OptionalInt.empty(), 5, 1)
                .run(scan, Observer.NONE);
        assertThat(chain.losses()[10]).isLessThan(0.2 * cold);
    }

    @Test
    void the_seed_decides_where_it_starts() {
        for (String start : new String[] {"start=data", "start=random"}) {
            try (Begun one = Begun.seeded(1, tiny(), small(start));
                    Begun same = Begun.seeded(1, tiny(), small(start));
                    Begun other = Begun.seeded(2, tiny(), small(start))) {
                double[] losses = {
                    one.step().loss(), same.step().loss(), other.step().loss()
                };
                assertThat(losses[1]).isEqualTo(losses[0]);
                one.step();
                same.step();
                other.step();
                assertThat(same.state.specimen().image().re())
                        .isEqualTo(one.state.specimen().image().re());
                assertThat(other.state.specimen().image().re())
                        .isNotEqualTo(one.state.specimen().image().re());
            }
        }
    }

    @Test
    void a_fly_scan_is_explained_by_the_integral_over_the_way_and_not_without() {
        Scan flown = FlownScan.of(32, 4);
        String[] all = {"probe.known=true", "objectRate=2e-3", "decayOver=200"};
        double plain = last(run(flown, 200, small(all)));
        String[] integral = Arrays.copyOf(all, all.length + 3);
        System.arraycopy(FlownScan.SETTINGS, 0, integral, all.length, 3);
        assertThat(last(run(flown, 200, small(integral)))).isLessThan(0.7 * plain);
    }

    @Test
    void wrong_positions_are_put_right() {
        Scan right = SimulatedScan.wellPosed().subPixel().scan();
        RandomStream random = new RandomStream(8, 0);
        double[] y = Arrays.stream(right.positions().y())
                .map(v -> v + 0.7 * PIXEL * random.gaussian())
                .toArray();
        double[] x = Arrays.stream(right.positions().x())
                .map(v -> v + 0.7 * PIXEL * random.gaussian())
                .toArray();
        Scan wrong = right.withPositions(new Positions(y, x));
        Result result =
                run(wrong, 60, small("positions.refine=true", "positions.refineFrom=10", "width=48", "decayOver=0"));
        assertThat(error(right.positions(), result.positions()))
                .isLessThan(0.5 * error(right.positions(), wrong.positions()));
    }

    /** Root mean square error of a coordinate, the common shift removed. */
    private static double error(Positions truth, Positions found) {
        double sum = 0;
        for (double[][] pair : new double[][][] {{truth.y(), found.y()}, {truth.x(), found.x()}}) {
            double mean = 0;
            for (int j = 0; j < pair[0].length; j++) {
                mean += (pair[1][j] - pair[0][j]) / pair[0].length;
            }
            for (int j = 0; j < pair[0].length; j++) {
                sum += Math.pow(pair[1][j] - pair[0][j] - mean, 2);
            }
        }
        return Math.sqrt(sum / (2 * truth.count()));
    }

    /** The long run begins with the weights of the best short one; a stop among them changes nothing. */
    @Test
    void of_several_short_runs_the_best_goes_on() {
        String[] trials = small("trials=3", "trialLength=4", "decayOver=0");
        try (Begun run = Begun.of(tiny(), trials);
                Begun resumed = Begun.of(tiny(), trials)) {
            double[] losses = new double[16];
            for (int k = 0; k < 12; k++) {
                StepReport report = run.step();
                losses[k] = report.loss();
                assertThat(report.note().isPresent()).isEqualTo(k == 11);
                if (k == 5) {
                    resumed.session.restore(run.session.save());
                }
            }
            assertThat(losses[0])
                    .as("other weights each time")
                    .isNotEqualTo(losses[4])
                    .isNotEqualTo(losses[8]);
            for (int k = 6; k < 12; k++) {
                assertThat(resumed.step().loss()).isEqualTo(losses[k]);
            }
            double best = Arrays.stream(losses, 0, 12).min().orElseThrow();
            assertThat(run.step().loss()).isCloseTo(best, within(1e-6 * best));
            assertThat(resumed.step().loss()).isCloseTo(best, within(1e-6 * best));
            assertSameState(resumed, run);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_short_run_draws_its_object_and_takes_the_probe_that_was_found_if_it_is_passed_on(boolean passed) {
        String[] trials = small("start=random", "trials=2", "trialLength=2", "passProbe=" + passed, "probeRate=1e-12");
        try (Begun run = Begun.of(tiny(), trials)) {
            run.step();
            run.step();
            Map<String, float[]> first = values(run);
            run.step();
            Map<String, float[]> second = values(run);
            first.forEach((name, values) -> {
                double apart = IntStream.range(0, values.length)
                        .mapToDouble(i -> Math.abs(values[i] - second.get(name)[i]))
                        .max()
                        .orElseThrow();
                if (passed && name.startsWith("probe.")) {
                    assertThat(apart).as(name).isLessThan(1e-6);
                } else {
                    assertThat(apart).as(name).isGreaterThan(1e-2);
                }
            });
        }
    }

    private static Map<String, float[]> values(Begun run) {
        Map<String, float[]> values = new LinkedHashMap<>();
        run.leaves().forEach((name, leaf) -> values.put(name, Tensors.floats(leaf)));
        return values;
    }

    @Test
    void who_looks_at_a_short_run_changes_nothing_of_the_next() {
        String[] trials = small("trials=3", "trialLength=4", "decayOver=0");
        try (Begun looked = Begun.of(tiny(), trials);
                Begun alone = Begun.of(tiny(), trials)) {
            for (int k = 0; k < 8; k++) {
                double loss = looked.step().loss();
                looked.state.probe();
                looked.state.specimen();
                assertThat(alone.step().loss()).isEqualTo(loss);
            }
        }
    }

    @Test
    void a_run_that_ends_among_short_runs_reports_the_best_of_them() {
        String[] trials = small("trials=3", "trialLength=6", "decayOver=0");
        try (Begun run = Begun.of(tiny(), trials)) {
            for (int k = 0; k < 6; k++) {
                run.step();
            }
            float[] first = run.state.specimen().image().re().clone();
            run.step();
            assertThat(run.state.specimen().image().re())
                    .as("a single iteration of other weights is worse than six of the first")
                    .isEqualTo(first);
        }
    }

    /** What is reported is the best; what goes on are the weights as they are, also after a stop. */
    @Test
    void a_stop_while_the_best_weights_are_older_changes_no_bit() {
        String[] wild = small("objectRate=0.05", "probeRate=0.05", "decayOver=0", "probe=siren");
        try (Begun whole = Begun.of(tiny(), wild);
                Begun resumed = Begun.of(tiny(), wild)) {
            double best = Double.POSITIVE_INFINITY;
            int worse = 0;
            for (int k = 0; k < 100 && worse < 2; k++) {
                double loss = whole.step().loss();
                worse = loss > best ? worse + 1 : 0;
                best = Math.min(best, loss);
            }
            assertThat(worse).as("the loss rises at times").isEqualTo(2);
            Snapshot saved = whole.session.save();
            resumed.session.restore(saved);
            assertSameState(resumed, whole);
            for (int k = 0; k < 5; k++) {
                assertThat(resumed.step().loss()).isEqualTo(whole.step().loss());
            }
            assertSameState(resumed, whole);
        }
    }

    private static void assertSameState(Begun a, Begun b) {
        assertThat(a.state.specimen().image().re())
                .isEqualTo(b.state.specimen().image().re());
        assertThat(a.state.probe().mode(0).im())
                .isEqualTo(b.state.probe().mode(0).im());
    }

    @Test
    void what_is_reported_is_the_best() {
        Scan scan = tiny();
        try (Begun run = Begun.of(scan, small("objectRate=0.05", "decayOver=0", "likelihood=amplitude"));
                Parallel parallel = new Parallel(1)) {
            AmplitudeError error = new AmplitudeError(scan, false, parallel);
            double best = Double.POSITIVE_INFINITY;
            for (int k = 0; k < 30; k++) {
                best = Math.min(best, run.step().loss());
            }
            assertThat(error.of(run.state.specimen(), run.state.probe())).isCloseTo(best, within(1e-4 * best));
        }
    }

    @Test
    void a_fit_that_is_lost_is_noticed_and_goes_back_to_the_best_at_half_the_rates() {
        Scan scan = tiny();
        try (Begun run = Begun.of(scan, small("width=64", "objectRate=1", "decayOver=0", "likelihood=amplitude"));
                Parallel parallel = new Parallel(1)) {
            double best = Double.POSITIVE_INFINITY;
            Optional<String> note = Optional.empty();
            double share = run.state.best.share();
            for (int k = 0; k < 300 && note.isEmpty(); k++) {
                StepReport report = run.step();
                assertThat(report.loss()).isFinite();
                best = Math.min(best, report.loss());
                note = report.note();
            }
            assertThat(note.orElseThrow()).contains("back to the best");
            assertThat(run.state.best.share()).isEqualTo(share / 2);
            assertThat(new AmplitudeError(scan, false, parallel).of(run.state.specimen(), run.state.probe()))
                    .isCloseTo(best, within(1e-4 * best));
            assertThat(run.step().loss()).as("it goes on from there").isCloseTo(best, within(1e-4 * best));
        }
    }

    @Test
    void numbers_that_are_none_are_left_behind_and_never_reported() {
        try (Begun run = Begun.of(tiny(), small("likelihood=amplitude"))) {
            double best = run.step().loss();
            best = Math.min(best, run.step().loss());
            try (Scope scope = Scope.open();
                    NoGradGuard without = new NoGradGuard()) {
                run.leaves().values().forEach(leaf -> leaf.mul_(new Scalar(Double.NaN)));
            }
            StepReport report = run.step();
            assertThat(report.note().orElseThrow()).contains("back to the best");
            assertThat(report.loss()).as("of the weights that it went back to").isEqualTo(best);
            assertThat(run.state.specimen().image().isFinite()).isTrue();
            assertThat(run.state.probe().mode(0).isFinite()).isTrue();
            assertThat(run.step().loss()).isCloseTo(best, within(1e-4 * best));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.tv=0.01",
                "object.smooth=0.01",
                "probe.centre=true",
                "probe.support=0.5",
                "probe.power=1e5",
                "object.slices=2 object.sliceSpacing=1e-6",
                "object.modes=2",
                "object.maxAmplitude=1.2",
                "object.maxPhase=0.5",
                "probe.variations=2",
                "data.upsample=2",
                "geometry.distance=true"
            })
    void what_it_cannot_do_is_refused_in_one_line(String settings) {
        assertThatThrownBy(() -> run(tiny(), 1, settings.split(" ")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ptyinr")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preset=quick",
                "width=4",
                "hidden=21",
                "firstW0=0",
                "beta=0",
                "objectRate=0",
                "probeRate=2",
                "batchesPerPass=0",
                "probeSteps=0",
                "regularise=-1",
                "start=zero",
                "object=mlp",
                "amplitude=0",
                "beta2=1"
            })
    void a_value_out_of_range_is_refused_naming_its_key(String pair) {
        assertThatThrownBy(() -> Reconstruction.with("ptyinr", Begun.settings(pair), 1, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("ptyinr." + pair.substring(0, pair.indexOf('=')))
                .hasMessageNotContaining("\n");
    }

    @Test
    void iterations_are_those_of_the_preset_or_of_the_decay() {
        assertThat(Reconstruction.with("ptyinr", Begun.settings("preset=paper")).iterations())
                .isEqualTo(6000);
        assertThat(Reconstruction.with("ptyinr", Begun.settings("preset=fast", "decayOver=77", "trials=1"))
                        .iterations())
                .isEqualTo(77);
    }
}
