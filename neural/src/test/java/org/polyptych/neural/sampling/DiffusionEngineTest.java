package org.polyptych.neural.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RealImage;
import org.polyptych.engines.Observer;
import org.polyptych.neural.torch.Device;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.simulation.Simulation;

/** Levels of noise between a prior that is known exactly and a scan. */
class DiffusionEngineTest {
    private static final PosteriorRuns RUNS = new PosteriorRuns("normal", "inner=5");
    private static final int MARGIN = 20;
    private static final double UNIT = 0.7;
    private static final double DEVIATION = 0.5;

    private static Scan few() {
        return SimulatedScan.wellPosed().frames(3).scan();
    }

    private static double error(Result result, Scan scan) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Test
    void where_no_light_falls_the_object_is_what_the_prior_and_its_noise_make_it() {
        int levels = 60;
        String[] settings = {
            "levels=" + levels, "inner=1", "polish=off", "object.margin=" + MARGIN, "probe.known=true", "from=4"
        };
        double variance = 0;
        for (int level = 0; level < levels; level++) {
            double sigma = 4 * Math.pow(0.02 / 4, level / (levels - 1.0));
            double kept = DEVIATION * DEVIATION / (DEVIATION * DEVIATION + sigma * sigma);
            variance = kept * kept * (variance + sigma * sigma);
        }
        Result allNew = RUNS.run(few(), levels, settings);
        assertThat(PosteriorRuns.variance(allNew.specimen().image(), MARGIN, UNIT, 0))
                .isCloseTo(UNIT * UNIT * variance, within(0.06 * UNIT * UNIT * variance));
        assertThat(variance).as("less than the prior's").isLessThan(0.6 * DEVIATION * DEVIATION);
        double ratio = Math.pow(0.02 / 4, 1 / (levels - 1.0));
        String[] kept = settings.clone();
        kept[1] = "fresh=" + (1 - ratio * ratio);
        double right = UNIT * UNIT * DEVIATION * DEVIATION;
        assertThat(PosteriorRuns.variance(
                        RUNS.run(few(), levels, kept).specimen().image(), MARGIN, UNIT, 0))
                .isCloseTo(right, within(0.1 * right));
    }

    @Test
    void the_weight_decides_between_data_and_prior() {
        Scan scan = SimulatedScan.wellPosed().frames(5).scan();
        String[] settings = {"probe.known=true", "levels=20", "polish=off", "k="};
        double[] losses = new double[3];
        String[] weights = {"0.000001", "0.05", "100"};
        for (int k = 0; k < 3; k++) {
            settings[3] = "k=" + weights[k];
            double[] all = RUNS.run(scan, 20, settings).losses();
            losses[k] = all[19];
        }
        assertThat(losses[0]).isLessThan(losses[1]);
        assertThat(losses[1]).isLessThan(0.3 * losses[2]);
    }

    @Test
    void several_samples_agree_where_light_falls_and_differ_where_none_does() {
        Scan scan = SimulatedScan.wellPosed().frames(5).scan();
        String[] settings = {
            "probe.known=true", "levels=15", "samples=4", "polish=off", "object.margin=" + MARGIN, "from=1"
        };
        Result result = RUNS.run(scan, 60, settings);
        RealImage deviation = result.deviation().orElseThrow();
        int middle = deviation.rows() / 2;
        double lit = deviation.crop(middle - 5, middle - 5, 10, 10).sum() / 100;
        double dark = deviation.crop(0, 0, MARGIN, MARGIN).sum() / (MARGIN * MARGIN);
        assertThat(lit).isLessThan(0.3 * dark);
        Result one = RUNS.run(scan, 15, settings);
        assertThat(one.deviation()).as("of one").isEmpty();
        assertThat(error(result, scan)).as("the mean of four").isLessThan(error(one, scan));
        RUNS.assertStopChangesNothing(scan, 22, 37, settings);
    }

    @Test
    void noise_that_is_kept_and_a_probe_that_is_fitted_survive_a_stop() {
        Scan scan = SimulatedScan.wellPosed().frames(4).scan();
        RUNS.assertStopChangesNothing(
                scan, 7, 14, "levels=10", "fresh=0.3", "probeFrom=1", "polish=on", "polishSteps=20");
        RUNS.assertStopChangesNothing(
                scan, 12, 14, "levels=10", "fresh=0.3", "probeFrom=1", "polish=on", "polishSteps=20");
    }

    @Test
    void a_probe_that_is_brighter_than_the_prior_knows_makes_the_object_as_much_darker() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Probe given = scan.probe().orElseThrow();
        Probe bright = given.withPower(100 * given.power());
        String[] settings = {"probe.known=true", "levels=40", "k=0.02", "polish=off"};
        Result usual = RUNS.run(scan, 40, settings);
        Result scaled =
                RUNS.recipe(40, settings).run(scan, Optional.of(bright), Optional.empty(), Observer.NONE, () -> false);
        double ratio = Math.sqrt(
                scaled.specimen().image().power() / usual.specimen().image().power());
        assertThat(ratio).isCloseTo(0.1, within(0.005));
        assertThat(error(scaled, scan)).isCloseTo(error(usual, scan), within(0.03));
        assertThat(error(usual, scan)).isLessThan(0.1);
    }

    @Test
    void the_data_have_the_last_word_only_where_they_are_enough() {
        Scan dense = SimulatedScan.wellPosed().scan();
        Scan sparse = SimulatedScan.wellPosed().frames(2).step(24).scan();
        String[] settings = {"probe.known=true", "levels=5", "polishSteps=40", "k=0.5"};
        double[] losses = RUNS.run(dense, 13, settings).losses();
        assertThat(losses[12]).isLessThan(0.5 * losses[5]);
        double[] same = RUNS.run(sparse, 13, settings).losses();
        assertThat(same[12]).isEqualTo(same[5]);
        String[] forced = {"probe.known=true", "levels=5", "polishSteps=40", "k=0.5", "polish=on"};
        assertThat(RUNS.run(sparse, 13, forced).losses()[12]).isLessThan(same[12]);
    }

    /** Shifted by half a pixel a probe of a sharp edge rings across its array: there the data are steep as well. */
    @Test
    void a_sharp_probe_at_fractions_of_a_pixel_stays_stable() {
        Scan usual = SimulatedScan.wellPosed().frames(3).step(9).subPixel().scan();
        Scan.Truth truth = usual.truth().orElseThrow();
        ComplexImage disc = truth.probe().mode(0).copy();
        for (int i = 0; i < disc.size(); i++) {
            double y = i / disc.columns() - disc.rows() / 2;
            double x = i % disc.columns() - disc.columns() / 2;
            if (Math.hypot(y, x) > 6) {
                disc.re()[i] = 0;
                disc.im()[i] = 0;
            }
        }
        Probe probe = Probe.of(disc).withPower(1e7);
        Scan scan;
        try (Parallel parallel = new Parallel(1)) {
            scan = Simulation.of(usual.geometry(), truth.specimen(), probe, usual.positions())
                    .startingProbe(probe)
                    .run(parallel, done -> {});
        }
        Result result = RUNS.run(scan, 12, "probe.known=true", "levels=12", "inner=60", "polish=off", "scale=probe");
        for (double loss : result.losses()) {
            assertThat(loss).isLessThan(1);
        }
        for (int i = 0; i < result.specimen().image().size(); i++) {
            double amplitude = Math.hypot(
                    result.specimen().image().re()[i], result.specimen().image().im()[i]);
            assertThat(amplitude).isLessThan(10);
        }
    }

    /** What it has on its way cannot be judged. */
    @Test
    void no_rule_ends_a_run_on_its_way() {
        for (String rule : new String[] {"stop.holdOut=10", "stop.plateau=3"}) {
            assertThatThrownBy(() -> RUNS.recipe(5, rule))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("on its way from noise");
        }
    }

    @Test
    void what_does_not_fit_is_told_in_one_line() {
        Scan scan = few();
        assertThatThrownBy(() -> RUNS.run(scan, 1, "model="))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--set normal.model=FILE")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> RUNS.run(scan, 1, "from=0.1", "to=0.2"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("from");
        LearnedPrior other = new LearnedPrior(NormalPrior.ofSimulatedObjects(32), "other.safetensors", 2e-8, 2e-8);
        assertThatThrownBy(() -> other.requireFit(scan, "diffusion"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("other.safetensors", "diffusion.anyPixel=true")
                .hasMessageNotContaining("\n");
        new LearnedPrior(NormalPrior.ofSimulatedObjects(32), "same", 1.05e-8, Double.NaN).requireFit(scan, "diffusion");
        assertThatThrownBy(() -> PriorFile.read(Path.of("none.safetensors"), Device.CPU))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.safetensors");
    }
}
