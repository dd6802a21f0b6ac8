package org.polyptych.neural.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;

/** What networks in the place of pixels do, and what may be asked of them. */
class DgpTest {
    private static Reconstruction recipe(int iterations, String... pairs) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "dgp.levels", "2",
                "dgp.filters", "8",
                "dgp.probeLevels", "2",
                "dgp.probeFilters", "8",
                "dgp.batch", "32",
                "dgp.pretrain", "10",
                "dgp.probePretrain", "10",
                "dgp.objectRate", "0.003",
                "dgp.probeRate", "0.003"));
        for (String pair : pairs) {
            String key = pair.substring(0, pair.indexOf('='));
            settings.put(key.contains(".") ? key : "dgp." + key, pair.substring(pair.indexOf('=') + 1));
        }
        return Reconstruction.with("dgp", settings, iterations, 5, 1);
    }

    private static double error(Result result, Scan scan) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    private static Scan noisy() {
        return SimulatedScan.wellPosed().coarse().counts(200).noisy().scan();
    }

    /** Of one value everywhere a convolution makes one value everywhere; noise that is new each time is no help. */
    @Test
    void in_the_place_of_a_flat_start_a_network_is_given_numbers_that_stay() {
        Scan scan = SimulatedScan.wellPosed().frames(4).scan();
        double[] flat = recipe(20, "input=start", "probe.known=true")
                .run(scan, Observer.NONE)
                .losses();
        double[] grown = recipe(20, "probe.known=true").run(scan, Observer.NONE).losses();
        assertThat(grown[19]).isLessThan(0.6 * flat[19]);
    }

    private static double deviation(ComplexImage image) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < image.size(); i++) {
            re += image.re()[i];
            im += image.im()[i];
        }
        return Math.sqrt(Math.max(0, image.power() / image.size() - Math.pow(Math.hypot(re, im) / image.size(), 2)));
    }

    @Test
    void slices_are_alike_as_long_as_asked_and_differ_after() {
        Scan scan = SimulatedScan.wellPosed().frames(3).scan();
        String[] settings = {"object.slices=2", "object.sliceSpacing=1e-6", "identicalUntil=3"};
        Specimen alike = recipe(3, settings).run(scan, Observer.NONE).specimen();
        assertThat(alike.images()[0][0].re()).isEqualTo(alike.images()[0][1].re());
        Specimen apart = recipe(5, settings).run(scan, Observer.NONE).specimen();
        assertThat(apart.images()[0][0].re()).isNotEqualTo(apart.images()[0][1].re());
    }

    /** As the engine has it, before constraints come over it. */
    private static Specimen own(Scan scan, int iterations, String... pairs) {
        try (EngineSession session = recipe(iterations, pairs).begin(scan)) {
            for (int k = 0; k < iterations; k++) {
                session.step();
            }
            return session.state().specimen();
        }
    }

    @Test
    void the_first_step_is_a_share_of_the_rate_while_it_warms_up() {
        Scan scan = SimulatedScan.wellPosed().frames(3).scan();
        double whole = deviation(
                own(scan, 1, "object=pixels", "probe.known=true", "warmUp=0").image());
        double share = deviation(
                own(scan, 1, "object=pixels", "probe.known=true", "warmUp=4").image());
        assertThat(share).isCloseTo(whole / 4, within(0.01 * whole));
    }

    @Test
    void a_potential_takes_no_light_away_and_grows_from_a_flat_start() {
        Scan scan = SimulatedScan.wellPosed().frames(3).scan();
        for (String object : List.of("object=network", "object=pixels")) {
            ComplexImage image = own(scan, 10, object, "object.kind=potential", "pretrain=200")
                    .image();
            for (int i = 0; i < image.size(); i++) {
                assertThat(Math.hypot(image.re()[i], image.im()[i])).isCloseTo(1, within(1e-5));
            }
            assertThat(deviation(image)).isGreaterThan(0.02);
        }
    }

    @Test
    void soft_terms_make_the_object_smoother() {
        Scan scan = noisy();
        double rough = roughness(recipe(20, "object=pixels").run(scan, Observer.NONE));
        double smooth = roughness(recipe(20, "object=pixels", "tv=100").run(scan, Observer.NONE));
        assertThat(smooth).isLessThan(0.5 * rough);
    }

    private static double roughness(Result result) {
        ComplexImage image = result.specimen().image();
        double sum = 0;
        for (int i = 1; i < image.size(); i++) {
            sum += Math.hypot(image.re()[i] - image.re()[i - 1], image.im()[i] - image.im()[i - 1]);
        }
        return sum / image.size();
    }

    @Test
    void a_lens_finds_the_defocus_of_a_probe_that_was_said_wrong() {
        Scan scan = SimulatedScan.wellPosed().defocus(5).scan();
        Probe wrong = SimulatedScan.wellPosed()
                .defocus(4)
                .scan()
                .truth()
                .orElseThrow()
                .probe();
        Result result = recipe(60, "probe=lens", "object=pixels", "pixelRate=0.03", "warmUp=0")
                .run(scan, Optional.of(wrong), Optional.empty(), Observer.NONE, () -> false);
        Result stuck = recipe(60, "object=pixels", "pixelRate=0.03", "probe.known=true", "warmUp=0")
                .run(scan, Optional.of(wrong), Optional.empty(), Observer.NONE, () -> false);
        assertThat(result.losses()[59]).isLessThan(0.3 * stuck.losses()[59]);
        assertThat(error(result, scan)).isLessThan(0.5 * error(stuck, scan));
    }

    @Test
    void it_tells_how_well_networks_give_back_the_start() {
        List<String> notes = new ArrayList<>();
        Observer observer = new Observer() {
            @Override
            public void stepped(StepReport report, int total, double seconds) {
                report.note().ifPresent(notes::add);
            }
        };
        recipe(2).run(SimulatedScan.wellPosed().frames(3).scan(), observer);
        assertThat(notes).singleElement().asString().contains("the object 0.", "the probe 0.");
    }

    @Test
    void noise_for_an_input_works_too_and_the_seed_decides_it() {
        Scan scan = SimulatedScan.wellPosed().frames(3).scan();
        Result one = recipe(3, "input=noise", "pretrain=0", "probePretrain=0").run(scan, Observer.NONE);
        Result same = recipe(3, "input=noise", "pretrain=0", "probePretrain=0").run(scan, Observer.NONE);
        assertThat(one.specimen().image().re())
                .isEqualTo(same.specimen().image().re());
        assertThat(one.losses()[2]).isFinite();
    }

    @Test
    void what_would_change_pixels_is_refused_by_name() {
        Scan scan = SimulatedScan.wellPosed().frames(3).scan();
        for (String setting : List.of("object.tv=0.1", "object.maxAmplitude=1", "probe.support=0.5")) {
            assertThatThrownBy(() -> recipe(1, setting).run(scan, Observer.NONE))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("engine dgp cannot do");
        }
        for (String setting : List.of("tvZ=1", "identicalUntil=2")) {
            assertThatThrownBy(() -> recipe(1, setting).run(scan, Observer.NONE))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("object.slices");
        }
        assertThatThrownBy(() -> recipe(1, "probe=lens", "probe.known=true").run(scan, Observer.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("probe.known");
    }

    @Test
    void modes_are_orthogonal() {
        Scan scan = SimulatedScan.wellPosed().frames(4).modes(2).scan();
        assertThat(sameness(scan, "orthogonal=true")).isLessThan(1e-3);
        assertThat(sameness(scan, "orthogonal=false")).isGreaterThan(1e-2);
    }

    /** The product of the engine's two modes over their sizes. */
    private static double sameness(Scan scan, String setting) {
        try (EngineSession session = recipe(2, "probe.modes=2", setting).begin(scan)) {
            session.step();
            session.step();
            Probe probe = session.state().probe();
            ComplexImage a = probe.mode(0);
            ComplexImage b = probe.mode(1);
            double re = 0;
            double im = 0;
            for (int i = 0; i < a.size(); i++) {
                re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
                im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
            }
            return Math.hypot(re, im) / Math.sqrt(a.power() * b.power());
        }
    }

    @Test
    void a_probe_stays_until_it_may_change() {
        Scan scan = SimulatedScan.wellPosed().frames(3).scan();
        try (EngineSession session = recipe(4, "probeFrom=3").begin(scan)) {
            session.step();
            float[] first = session.state().probe().mode(0).re();
            session.step();
            assertThat(session.state().probe().mode(0).re()).isEqualTo(first);
            session.step();
            assertThat(session.state().probe().mode(0).re()).isNotEqualTo(first);
        }
    }

    @Test
    void a_stop_changes_nothing_whatever_object_and_probe_are_made_by() {
        Scan scan = SimulatedScan.wellPosed().frames(3).scan();
        for (String[] settings : new String[][] {
            {"probe=lens", "object.kind=phase"},
            {"input=noise"},
            {"object.kind=potential", "object.slices=2", "object.sliceSpacing=1e-6", "identicalUntil=2", "tvZ=1"}
        }) {
            try (EngineSession whole = recipe(4, settings).begin(scan);
                    EngineSession again = recipe(4, settings).begin(scan)) {
                whole.step();
                whole.step();
                again.restore(whole.save());
                for (int k = 0; k < 2; k++) {
                    whole.step();
                    again.step();
                }
                assertThat(again.state().specimen().image().re())
                        .isEqualTo(whole.state().specimen().image().re());
                assertThat(again.state().probe().mode(0).im())
                        .isEqualTo(whole.state().probe().mode(0).im());
            }
        }
    }

    @Test
    void frames_held_out_end_a_run_that_follows_noise() {
        Result result = recipe(
                        400,
                        "object=pixels",
                        "probe.known=true",
                        "pixelRate=0.1",
                        "stop.holdOut=20",
                        "stop.every=2",
                        "stop.patience=3")
                .run(noisy(), Observer.NONE);
        assertThat(result.losses().length).isLessThan(200);
    }

    @Test
    void a_random_start_is_learned_before_the_patterns_are() {
        Scan scan = SimulatedScan.wellPosed().frames(3).scan();
        Specimen start = scan.truth().orElseThrow().specimen().copy();
        RandomStream random = new RandomStream(1, 0);
        ComplexImage image = start.image();
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] += (float) (0.1 * random.gaussian());
        }
        Result told = recipe(1, "pretrain=200", "objectRate=1e-6", "noise=0")
                .run(scan, Optional.empty(), Optional.of(start), Observer.NONE, () -> false);
        double sum = 0;
        for (int i = 0; i < image.size(); i++) {
            sum += Math.pow(told.specimen().image().re()[i] - image.re()[i], 2)
                    + Math.pow(told.specimen().image().im()[i] - image.im()[i], 2);
        }
        assertThat(Math.sqrt(sum / image.power())).isLessThan(0.2);
    }
}
