package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/** A beam wider than the detector's pixels allow, with a model finer than they are. */
class UpsampledModelTest {
    private static final int N = 32;
    private static final double PIXEL = 10e-9;

    /** On fine pixels, of which two by two make one of the detector's. */
    private final Scan fine = simulate();

    private static Scan simulate() {
        XrayGeometry geometry = new XrayGeometry(N, N, PIXEL, PIXEL, 8800, 1);
        Positions positions = new JitteredRaster(new Raster(8, 8, 3, 3), 1).positions(geometry, 3);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        Specimen specimen = SpecimenPlacement.under(
                TestObjects.parse("star").image(needed[0], needed[1], 1, 5), geometry, positions);
        Probe beam = Probe.of(
                        TestProbes.parse("zoneplate:zone=30,stop=0,defocus=20").image(geometry))
                .withPower(1e5);
        return Simulation.of(geometry, specimen, beam, positions)
                .startingProbe(beam)
                .run();
    }

    private Result run(Scan scan, Optional<Probe> probe, int iterations, String... settings) {
        Reconstruction recipe = Reconstruction.with("ad", SomeSettings.of(settings), iterations, 5, 2);
        return recipe.run(recipe.prepare(scan), probe, Optional.empty(), Observer.NONE, () -> false);
    }

    private double lossOfTruth(Optional<Probe> probe, String... more) {
        String[] settings = Arrays.copyOf(more, more.length + 1);
        settings[more.length] = "probe.known=true";
        Reconstruction recipe = Reconstruction.with("ad", SomeSettings.of(settings), 1, 5, 2);
        return recipe.run(
                        recipe.prepare(fine), probe, fine.truth().map(Scan.Truth::specimen), Observer.NONE, () -> false)
                .losses()[0];
    }

    @Test
    void the_truth_explains_the_sums_with_the_finer_model_alone() {
        assertThat(lossOfTruth(fine.probe(), "data.bin=2", "data.upsample=2")).isLessThan(1e-9);
        assertThat(lossOfTruth(Optional.empty(), "data.bin=2")).isGreaterThan(1e-3);
    }

    /** Steps of bin and upsample move patterns by opposite ways, so that their ramps cancel. */
    @Test
    void what_is_binned_and_upsampled_lies_where_it_did() {
        Scan back = Reconstruction.with("ad", SomeSettings.of("data.bin=2", "data.upsample=2"), 1, 5, 2)
                .prepare(fine);
        assertThat(back.geometry()).isEqualTo(fine.geometry());
        float[] whole = fine.probe().orElseThrow().mode(0).re();
        float[] kept = back.probe().orElseThrow().mode(0).re();
        int middle = N / 2 * N + N / 2 + 3;
        assertThat(kept[middle]).isCloseTo(whole[middle], within(1e-3f));
        assertThat(kept[0]).isZero();
    }

    @Test
    void a_wide_beam_is_reconstructed_with_it_and_not_without() {
        String[] decay = {"ad.decayOver=300", "data.bin=2"};
        double without = nrmse(run(fine, Optional.empty(), 300, decay));
        Result with = run(fine, fine.probe(), 300, "ad.decayOver=300", "data.bin=2", "data.upsample=2");
        assertThat(nrmse(with)).isLessThan(0.5 * without);
        assertThat(with.conditions().upsample()).isEqualTo(2);
        assertThat(with.probe().rows()).isEqualTo(N);
    }

    private double nrmse(Result result) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, fine.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Test
    void other_engines_refuse_it_by_name() {
        assertThatThrownBy(() -> Reconstruction.with("rpie", SomeSettings.of("data.upsample=2")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("engine rpie cannot do data.upsample above 1");
    }
}
