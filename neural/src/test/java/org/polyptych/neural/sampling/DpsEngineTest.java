package org.polyptych.neural.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;

/** Posterior sampling with a prior that is known exactly. */
class DpsEngineTest {
    private static final PosteriorRuns RUNS = new PosteriorRuns("normaldps");
    private static final int MARGIN = 20;
    private static final double UNIT = 0.7;
    /** Of the prior's channels. */
    private static final double VARIANCE = 0.25;

    /** Its object is what the network sees in noise: what would change that object alone is refused by name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.tv=0.01",
                "object.smooth=0.1",
                "object.maxAmplitude=1",
                "probe.centre=true",
                "stop.plateau=5"
            })
    void what_would_be_lost_is_refused(String setting) {
        assertThatThrownBy(() -> RUNS.recipe(30, setting))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("engine dps cannot do");
    }

    @Test
    void a_step_takes_as_much_noise_off_as_the_schedule_says() {
        NoiseSteps steps = new NoiseSteps(1000);
        assertThat(steps.abar(999)).as("of the usual schedule").isCloseTo(4.036e-5, within(1e-8));
        for (int t : new int[] {0, 1, 10, 999}) {
            // of x_0 with variance 1 the variance of x_(t-1) is 1 again
            double fromNoisy = steps.ofNoisy(t);
            double signal = steps.ofClean(t) + fromNoisy * Math.sqrt(steps.abar(t));
            double noise = fromNoisy * fromNoisy * (1 - steps.abar(t)) + Math.pow(steps.deviation(t), 2);
            assertThat(signal).isCloseTo(Math.sqrt(steps.abar(t - 1)), within(1e-9));
            assertThat(noise).isCloseTo(1 - steps.abar(t - 1), within(1e-9));
        }
    }

    /** Variance of x_(t-1), where each of its numbers is normal by itself and the network knows it. */
    private static double after(NoiseSteps steps, int t, double variance) {
        double factor = steps.ofClean(t) * toClean(steps, t) + steps.ofNoisy(t);
        return factor * factor * variance + Math.pow(steps.deviation(t), 2);
    }

    /** By what x_t is multiplied to be x0. */
    private static double toClean(NoiseSteps steps, int t) {
        double sigma = steps.sigma(t);
        return VARIANCE / (VARIANCE + sigma * sigma) / Math.sqrt(steps.abar(t));
    }

    /** Variance of what is reported. */
    private static double expected(NoiseSteps steps, int travel) {
        int last = steps.count() - 1;
        double variance = 1 - steps.abar(last);
        for (int t = last; t > 0; t--) {
            variance = after(steps, t, variance);
            int before = t - 1;
            if (travel > 0 && before + travel <= last) {
                double kept = steps.abar(before + travel) / steps.abar(before);
                variance = kept * variance + 1 - kept;
                for (int again = before + travel; again > before; again--) {
                    variance = after(steps, again, variance);
                }
            }
        }
        return Math.pow(toClean(steps, 0), 2) * variance;
    }

    /** Time travel that ended a step too early or too late would leave too much noise, or take off too much of the object. */
    @Test
    void where_no_light_falls_samples_are_the_priors_with_time_travel_or_without() {
        Scan scan = SimulatedScan.wellPosed().frames(2).scan();
        assertThat(expected(new NoiseSteps(1000), 10)).isCloseTo(VARIANCE, within(0.05 * VARIANCE));
        for (int travel : new int[] {0, 4}) {
            Result result = RUNS.run(
                    scan,
                    100,
                    "steps=100",
                    "zeta=0",
                    "travel=" + travel,
                    "object.margin=" + MARGIN,
                    "probe.known=true");
            double right = UNIT * UNIT * expected(new NoiseSteps(100), travel);
            assertThat(PosteriorRuns.variance(result.specimen().image(), MARGIN, UNIT, 0))
                    .as("with %d steps of time travel", travel)
                    .isCloseTo(right, within(0.06 * right));
        }
    }

    private static double error(Result result, Scan scan) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Test
    void the_gradient_leads_to_an_object_that_explains_the_frames() {
        Scan scan = SimulatedScan.wellPosed().frames(5).scan();
        for (String[] led : new String[][] {{"norm=l1", "zeta=0.1"}, {"norm=l2", "zeta=0.05"}}) {
            String[] settings = {"steps=100", "travel=4", "probe.known=true", led[0], "zeta=0"};
            Result free = RUNS.run(scan, 100, settings);
            settings[4] = led[1];
            Result result = RUNS.run(scan, 100, settings);
            assertThat(result.losses()[99]).as(led[0]).isLessThan(0.5 * free.losses()[99]);
            assertThat(error(result, scan)).as(led[0]).isLessThan(0.5 * error(free, scan));
        }
    }

    @Test
    void a_stop_changes_nothing() {
        Scan scan = SimulatedScan.wellPosed().frames(3).scan();
        RUNS.assertStopChangesNothing(scan, 33, 60, "steps=25", "travel=2", "samples=3", "probeFrom=1");
    }
}
