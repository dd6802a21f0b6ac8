package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.patterns.MeasuredScan;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.ptychonn.Learned;
import org.polyptych.neural.ptychonn.ScannedField;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.Disc;

/** A network that said the truth would lose nothing: the model of the physics is that of the simulation. */
@ExtendWith(OneThread.class)
class DiffractionTest {
    private static final int SIDE = 32;
    private static final int PATCH = 16;
    private static final double UNIT = 2;

    private final Scan scan = scan();
    private final Probe probe = scan.truth().orElseThrow().probe();
    private final PatternScan taught = new PatternScan(scan, PatternPreparation.plain(SIDE), probe);
    private final Samples samples =
            Samples.of("ptychopinn", List.of(taught), List.of("a.h5"), 0, PATCH, PATCH, Groups.Rule.of(4), 1);

    /** Behind a pinhole so small that all light is within a patch. */
    private static Scan scan() {
        XrayGeometry geometry = ScannedField.geometry(SIDE, 1e-8);
        Positions positions = new Raster(4, 4, 3, 3).positions(geometry);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage image = TestObjects.parse("grf:blur=2,phase=tanh").image(needed[0], needed[1], 1, 1);
        return Simulation.of(
                        geometry,
                        SpecimenPlacement.under(image, geometry, positions),
                        Probe.of(new Disc(4, 0.7).image(geometry)),
                        positions)
                .noise(NoiseSpec.parse("poisson:perframe=1e10"))
                .seed(1)
                .run();
    }

    /** What the network would have to say, with patches moved down by so many pixels, or turned by 180 degrees. */
    private Tensor truth(List<Sample> some, int down, boolean turned) {
        Specimen object = scan.truth().orElseThrow().specimen();
        double scale = Math.sqrt(probe.power() / new MeasuredScan(scan).meanPower()) / UNIT;
        float[] said = new float[some.size() * 8 * PATCH * PATCH];
        for (int s = 0; s < some.size(); s++) {
            for (int k = 0; k < 4; k++) {
                int frame = some.get(s).frames()[k];
                int row = (int) Math.rint(object.rowOf(scan.positions().y()[frame]));
                int column = (int) Math.rint(object.columnOf(scan.positions().x()[frame]));
                ComplexImage patch = object.image().crop(row - PATCH / 2 + down, column - PATCH / 2, PATCH, PATCH);
                for (int i = 0; i < PATCH * PATCH; i++) {
                    int from = turned ? turned(i) : i;
                    double re = patch.re()[from];
                    double im = patch.im()[from];
                    int at = (s * 8 + k) * PATCH * PATCH + i;
                    said[at] = (float) (scale * Math.hypot(re, im));
                    said[at + 4 * PATCH * PATCH] = (float) Math.atan2(im, re);
                }
            }
        }
        return Tensors.of(said, some.size(), 8, PATCH, PATCH);
    }

    /** About the middle pixel; what would come from beyond the patch stays. */
    private static int turned(int i) {
        int row = PATCH - i / PATCH;
        int column = PATCH - i % PATCH;
        return row < PATCH && column < PATCH ? row * PATCH + column : i;
    }

    private double loss(LossWeights weights, int down, boolean turned) {
        PtychoPinn.Settings settings = new PtychoPinn.Settings(Learned.BOTH, 4, 4, 1, Pooling.AVERAGE, false, false);
        try (Scope scope = Scope.open();
                Autoencoder network = new Autoencoder(
                        new PtychoPinn(settings, new Initial(new RandomStream(1, 0))), UNIT, false, Optional.empty())) {
            Diffraction diffraction = new Diffraction(List.of(taught), Shift.BILINEAR, weights, 0, false);
            List<Sample> some = samples.training();
            return Tensors.number(diffraction.loss(network, truth(some, down, turned), some));
        }
    }

    @Test
    void the_truth_explains_the_patterns_and_what_is_elsewhere_does_not() {
        for (LossWeights weights : List.of(new LossWeights(1, 0, 0), new LossWeights(0, 1, 0))) {
            double truth = loss(weights, 0, false);
            assertThat(loss(weights, 1, false)).isGreaterThan(20 * truth);
            assertThat(loss(weights, 0, true)).isGreaterThan(20 * truth);
        }
    }

    @Test
    void where_nothing_is_said_to_be_the_likelihood_is_that_of_a_hundredth_of_a_count_whatever_the_exposure() {
        double counts = new MeasuredScan(scan).meanPower();
        List<Sample> some = samples.training();
        double sum = 0;
        long pixels = 0;
        for (Sample sample : some) {
            float[] amplitudes = new float[SIDE * SIDE];
            for (int frame : sample.frames()) {
                taught.amplitudes(frame, amplitudes, 0);
                for (float amplitude : amplitudes) {
                    double k = amplitude * amplitude * counts / (PATCH * PATCH);
                    sum += 0.01 - k + (k > 0 ? k * Math.log(k / 0.01) : 0);
                    pixels++;
                }
            }
        }
        // per mean count of a pixel
        double expected = sum / pixels / (counts / (SIDE * SIDE));
        PtychoPinn.Settings settings = new PtychoPinn.Settings(Learned.BOTH, 4, 4, 1, Pooling.AVERAGE, false, false);
        try (Scope scope = Scope.open();
                Autoencoder network = new Autoencoder(
                        new PtychoPinn(settings, new Initial(new RandomStream(1, 0))), UNIT, false, Optional.empty())) {
            Diffraction nll = new Diffraction(List.of(taught), Shift.BILINEAR, new LossWeights(0, 1, 0), 0, false);
            Tensor nothing = Tensors.of(new float[some.size() * 8 * PATCH * PATCH], some.size(), 8, PATCH, PATCH);
            assertThat(Tensors.number(nll.loss(network, nothing, some))).isCloseTo(expected, withinPercentage(0.1));
        }
    }
}
