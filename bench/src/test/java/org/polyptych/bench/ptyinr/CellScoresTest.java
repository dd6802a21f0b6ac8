package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.SharedData;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

class CellScoresTest {
    private static final int STEP = 32;

    private static Scan scan(Setup setup) {
        Path data = SharedData.file("objects/tungsten_surrogate_241.npy")
                .getParent()
                .getParent();
        return CellScan.simulate(setup, data, 1);
    }

    @Test
    void aFactorThatRepeatsWithTheStepCostsNothingOnceItIsRemoved() {
        Setup setup = Setup.clean(TestObject.TUNGSTEN, STEP, Setup.Known.NOTHING);
        Scan scan = scan(setup);
        Specimen object = scan.truth().orElseThrow().specimen().copy();
        Probe probe = scan.truth().orElseThrow().probe().copy();
        ComplexImage factor = factor();
        times(object.image(), factor, false);
        times(probe.mode(0), factor, true);

        Map<String, Double> scores = new CellScores(scan, setup.known()).of(object, probe);

        assertThat(scores.get(CellScores.CREDIBLE)).isEqualTo(1);
        assertThat(scores.get("object.amplitude.psnr")).isLessThan(45);
        assertThat(scores.get("raster_removed.object.amplitude.psnr")).isGreaterThan(60);
        assertThat(scores.get("raster_removed.object.phase.psnr.ramp_removed"))
                .isGreaterThan(scores.get("object.phase.psnr.ramp_removed") + 10);
        assertThat(scores.get("raster_removed.probe.amplitude.psnr"))
                .as("the probe gets it back")
                .isGreaterThan(scores.get("probe.amplitude.psnr") + 10);
    }

    @Test
    void whatIsKnownLeavesTheRasterNoFreedom() {
        Setup setup = Setup.clean(TestObject.TUNGSTEN, STEP, Setup.Known.PROBE);
        Scan scan = scan(setup);
        Scan.Truth truth = scan.truth().orElseThrow();

        assertThat(new CellScores(scan, setup.known()).of(truth.specimen(), truth.probe()))
                .containsKey("object.amplitude.psnr")
                .noneSatisfy((key, value) -> assertThat(key).startsWith(CellScores.REMOVED));
    }

    @Test
    void partlyCoherentLightHasThreeModesAndTheObjectIsStillTheProtocols() {
        Scan partial = scan(Setup.partial(TestObject.TUNGSTEN, STEP));
        Scan coherent = scan(Setup.clean(TestObject.TUNGSTEN, STEP, Setup.Known.NOTHING));
        Scan.Truth truth = partial.truth().orElseThrow();
        Probe probe = truth.probe();

        assertThat(probe.modes()).isEqualTo(3);
        assertThat(probe.mode(0).power() / probe.power()).isBetween(0.79, 0.81);
        Map<String, Double> scores = new CellScores(coherent, Setup.Known.NOTHING).of(truth.specimen(), probe);
        assertThat(scores.get("object.amplitude.psnr")).isGreaterThan(55);
        assertThat(scores.get("object.phase.psnr")).isGreaterThan(40);
        assertThat(scores.get("probe.amplitude.psnr")).isGreaterThan(90);
    }

    /** Wrong by 10% and 0.1 rad in every place of the step. */
    private static ComplexImage factor() {
        ComplexImage factor = ComplexImage.zeros(STEP, STEP);
        RandomStream random = new RandomStream(3, 0);
        for (int i = 0; i < factor.size(); i++) {
            double amplitude = Math.exp(0.1 * random.gaussian());
            double phase = 0.1 * random.gaussian();
            factor.re()[i] = (float) (amplitude * Math.cos(phase));
            factor.im()[i] = (float) (amplitude * Math.sin(phase));
        }
        return factor;
    }

    /** The first frame begins at the first pixel of object and probe, so that the places in the step are theirs. */
    private static void times(ComplexImage image, ComplexImage factor, boolean inverse) {
        for (int i = 0; i < image.size(); i++) {
            int at = i / image.columns() % STEP * STEP + i % image.columns() % STEP;
            double re = factor.re()[at];
            double im = factor.im()[at];
            double square = inverse ? re * re + im * im : 1;
            re /= square;
            im = (inverse ? -im : im) / square;
            double old = image.re()[i];
            image.re()[i] = (float) (old * re - image.im()[i] * im);
            image.im()[i] = (float) (old * im + image.im()[i] * re);
        }
    }
}
