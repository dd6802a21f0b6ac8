package org.polyptych.neural.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** The engine differentiated by libtorch goes the way of the one differentiated by hand. */
class TorchAdTest {
    private static Result run(String engine, Scan scan, int iterations, String... settings) {
        Map<String, String> all = new HashMap<>();
        for (String pair : settings) {
            String key = pair.substring(0, pair.indexOf('='));
            all.put(key.contains(".") ? key : engine + "." + key, pair.substring(pair.indexOf('=') + 1));
        }
        return Reconstruction.with(engine, all, iterations, 5, 2).run(scan, Observer.NONE);
    }

    /** |a - b| / |b| with the global phase of a left free. */
    private static double difference(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.im()[i] * b.re()[i] - (double) a.re()[i] * b.im()[i];
        }
        return Math.sqrt(Math.max(0, a.power() + b.power() - 2 * Math.hypot(re, im)) / b.power());
    }

    /**
     * A pixel steps by about the same length however small its gradient is, so that the last bits of gradients near zero
     * tell, more and more of them from step to step; l1 has nothing but such steps.
     */
    private static void assertAlike(Scan scan, int iterations, double curves, String... settings) {
        Result byHand = run("ad", scan, iterations, settings);
        Result byLibtorch = run("torchad", scan, iterations, settings);
        assertThat(byLibtorch.losses()[0]).isCloseTo(byHand.losses()[0], within(1e-5 * byHand.losses()[0]));
        for (int k = 0; k < iterations; k++) {
            assertThat(byLibtorch.losses()[k])
                    .as("loss of iteration %d", k + 1)
                    .isCloseTo(byHand.losses()[k], within(curves * byHand.losses()[k]));
        }
        assertThat(difference(byLibtorch.specimen().image(), byHand.specimen().image()))
                .as("object")
                .isLessThan(2 * curves);
        assertThat(difference(byLibtorch.probe().mode(0), byHand.probe().mode(0)))
                .as("probe")
                .isLessThan(2 * curves);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amplitude", "poisson", "l1", "smoothl1"})
    void every_likelihood_loses_like_ad(String likelihood) {
        Scan scan =
                SimulatedScan.wellPosed().side(24).frames(5).subPixel().noisy().scan();
        assertAlike(scan, 20, likelihood.equals("l1") ? 2e-2 : 2e-3, "likelihood=" + likelihood);
    }

    @Test
    void batches_decay_modes_and_masks_are_those_of_ad() {
        Scan scan =
                SimulatedScan.wellPosed().side(24).frames(5).modes(2).subPixel().scan();
        scan.mask()[77] = false;
        assertAlike(scan, 20, 2e-3, "batch=7", "decayOver=25", "probeFrom=3", "objectRate=0.02", "probe.modes=2");
    }

    @Test
    void the_near_field_and_slices_are_those_of_ad() {
        assertAlike(
                SimulatedScan.wellPosed().side(24).frames(4).near().subPixel().scan(), 20, 2e-3);
        assertAlike(
                SimulatedScan.wellPosed().side(24).frames(4).scan(),
                20,
                2e-3,
                "object.slices=2",
                "object.sliceSpacing=1e-5",
                "object.modes=2",
                "positions.round=true");
    }

    @Test
    void both_end_at_the_same_object() {
        Scan scan = SimulatedScan.wellPosed().side(24).frames(6).scan();
        Result byHand = run("ad", scan, 300, "decayOver=300");
        Result byLibtorch = run("torchad", scan, 300, "decayOver=300");
        assertThat(byHand.losses()[299]).isLessThan(1e-3 * byHand.losses()[0]);
        assertThat(difference(byLibtorch.specimen().image(), byHand.specimen().image()))
                .isLessThan(0.01);
    }

    /** What constraints move and change between two iterations is moved and changed on the device. */
    @Test
    void constraints_reach_it() {
        Scan scan = SimulatedScan.wellPosed().side(24).frames(5).scan();
        assertAlike(
                scan,
                12,
                2e-3,
                "probe.centre=true",
                "probe.support=0.9",
                "object.maxAmplitude=1.1",
                "object.smooth=0.05");
    }

    /** Frames that are moved, and a near field whose distance changes, are those that it works with from then on. */
    @Test
    void refinements_reach_it() {
        Scan far = SimulatedScan.wellPosed().side(24).frames(5).subPixel().scan();
        double[] y = far.positions().y().clone();
        y[7] += 4e-9;
        Scan off = far.withPositions(new Positions(y, far.positions().x()));
        String[] refined = {"positions.refine=true", "positions.refineFrom=4"};
        assertAlike(off, 16, 5e-3, refined);
        assertThat(run("torchad", off, 16, refined).losses()[15])
                .isNotCloseTo(run("torchad", off, 16).losses()[15], within(1e-6));
        Scan near =
                SimulatedScan.wellPosed().side(24).frames(4).near().subPixel().scan();
        String[] distance = {"geometry.distance=true", "geometry.from=4"};
        assertAlike(near, 16, 5e-3, distance);
        assertThat(run("torchad", near, 16, distance).losses()[15])
                .isNotCloseTo(run("torchad", near, 16).losses()[15], within(1e-6));
    }
}
