package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.answers.CommonFactor;
import org.polyptych.neural.answers.PlacedPatches;
import org.polyptych.neural.answers.TaughtFrames;
import org.polyptych.neural.answers.Weighting;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.stitch.Between;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/**
 * A network that has learned its lesson by heart gives the object: what is taught and what is made of answers lie in one
 * place, the same way round.
 */
class StitchedLabelsTest {
    private static final double RADIUS = 7;
    private static final double UNIT = 1.7;

    private static PtychoNnModel model(Scan scan, PatternPreparation preparation) {
        PtychoNn.Settings network = new PtychoNn.Settings(Learned.BOTH, 1, 1, false);
        return new PtychoNnModel(
                new TaughtFrames("test", "ptychonn", scan.frames().rows(), Double.NaN, Double.NaN),
                new PtychoNn(network, new Initial(new RandomStream(1, 0))),
                preparation,
                UNIT,
                RADIUS);
    }

    private static PtychoNnSettings settings() {
        return new PtychoNnSettings(null, false, Device.CPU, 16, 0, Weighting.EVEN, Between.CUBIC, CommonFactor.MODEL);
    }

    /** As a network says it: in the middle of a map as large as the frame, and noise where it was never taught. */
    private static float[] maps(ComplexImage label, LitDisc disc, int frame, double brightness, RandomStream random) {
        float[] maps = new float[2 * frame * frame];
        for (int i = 0; i < maps.length; i++) {
            maps[i] = (float) (10 * random.uniform());
        }
        int from = frame / 2 - disc.side() / 2;
        float[] taught = disc.mask();
        for (int i = 0; i < taught.length; i++) {
            int to = (from + i / disc.side()) * frame + from + i % disc.side();
            if (taught[i] > 0) {
                maps[to] = (float) (Math.hypot(label.re()[i], label.im()[i]) / UNIT / brightness);
                maps[frame * frame + to] = (float) Math.atan2(label.im()[i], label.re()[i]);
            }
        }
        return maps;
    }

    /** The root mean square of the difference from the truth, relative to the truth, where answers count. */
    private static double error(Scan scan, PatternPreparation preparation, UnaryOperator<ComplexImage> wrong) {
        Specimen truth = scan.truth().orElseThrow().specimen();
        int frame = scan.frames().rows();
        LitDisc disc = LitDisc.of(RADIUS, frame);
        LabelledScan labelled = new LabelledScan(TrainingData.Labelled.byTruth(scan), disc, preparation);
        RandomStream random = new RandomStream(4, 0);
        try (Parallel parallel = new Parallel(1);
                PtychoNnModel model = model(scan, preparation)) {
            FrameStack frames = FrameStack.of(scan, parallel);
            PtychoNnObject object = new PtychoNnObject(model, settings(), frames, truth, false, parallel);
            PlacedPatches placed = object.placed(labelled.positions());
            for (int j = 0; j < labelled.count(); j++) {
                double brightness = preparation.relative() ? labelled.brightness(j) : 1;
                int[][] group = {{j}};
                object.add(placed, group, maps(wrong.apply(labelled.object(j)), disc, frame, brightness, random));
            }
            return error(placed, truth.image());
        }
    }

    /** Up to the factor that object and probe share, and the common phase. */
    private static double error(PlacedPatches placed, ComplexImage truth) {
        ComplexImage image = placed.image();
        boolean[] covered = placed.covered();
        double re = 0;
        double im = 0;
        double said = 0;
        double power = 0;
        int count = 0;
        for (int i = 0; i < covered.length; i++) {
            if (covered[i]) {
                re += (double) truth.re()[i] * image.re()[i] + (double) truth.im()[i] * image.im()[i];
                im += (double) truth.im()[i] * image.re()[i] - (double) truth.re()[i] * image.im()[i];
                said += (double) image.re()[i] * image.re()[i] + (double) image.im()[i] * image.im()[i];
                power += (double) truth.re()[i] * truth.re()[i] + (double) truth.im()[i] * truth.im()[i];
                count++;
            }
        }
        assertThat(count).as("most of the object is seen").isGreaterThan(covered.length / 6);
        return Math.sqrt(Math.max(0, 1 - (re * re + im * im) / (said * power)));
    }

    private static ComplexImage shifted(ComplexImage patch) {
        return moved(patch, (y, x) -> y * patch.columns() + Math.max(0, x - 1));
    }

    private static ComplexImage transposed(ComplexImage patch) {
        return moved(patch, (y, x) -> x * patch.columns() + y);
    }

    private interface From {
        int pixel(int y, int x);
    }

    private static ComplexImage moved(ComplexImage patch, From from) {
        ComplexImage moved = ComplexImage.zeros(patch.rows(), patch.columns());
        for (int i = 0; i < patch.size(); i++) {
            int k = from.pixel(i / patch.columns(), i % patch.columns());
            moved.re()[i] = patch.re()[k];
            moved.im()[i] = patch.im()[k];
        }
        return moved;
    }

    private static void isFarBetterThanAPixelBesideOrTransposed(Scan scan, double error) {
        for (PatternPreparation preparation : Arrays.asList(
                PatternPreparation.plain(scan.frames().rows()),
                PatternPreparation.parse("amplitudes each:sum=256.0 lift:exponent=0.5"))) {
            double right = error(scan, preparation, UnaryOperator.identity());
            assertThat(right).as(preparation.text()).isLessThan(error);
            assertThat(error(scan, preparation, StitchedLabelsTest::shifted)).isGreaterThan(5 * right);
            assertThat(error(scan, preparation, StitchedLabelsTest::transposed)).isGreaterThan(5 * right);
        }
    }

    @Test
    void at_whole_pixels_to_rounding() {
        isFarBetterThanAPixelBesideOrTransposed(SimulatedScan.wellPosed().scan(), 1e-3);
    }

    @Test
    void between_pixels_as_well_as_interpolation_can() {
        isFarBetterThanAPixelBesideOrTransposed(
                SimulatedScan.wellPosed().subPixel().scan(), 0.02);
    }
}
