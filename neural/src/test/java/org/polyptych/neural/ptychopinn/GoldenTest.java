package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.FftOrder;
import org.polyptych.core.SharedData;
import org.polyptych.io.NpzFile;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** The physics of PtychoPINN's authors: what their code predicts for given patches, probe and positions. */
@ExtendWith(OneThread.class)
class GoldenTest {
    private static final int SIDE = 64;

    private static float[] floats(NpzFile arrays, String name) {
        return arrays.read(name).floats();
    }

    /** ln k! of whole numbers. */
    private static double logFactorial(double k) {
        double sum = 0;
        for (int i = 2; i <= k; i++) {
            sum += Math.log(i);
        }
        return sum;
    }

    /** The published loss: sum of lambda - k ln lambda + ln k!, from the deviance and the constant it lacks. */
    private static double negativeLogLikelihood(Tensor intensities, float[] counts) {
        Tensor measured = Tensors.of(counts, intensities.shape());
        double constant = 0;
        for (double k : counts) {
            constant += logFactorial(k) + (k > 0 ? k - k * Math.log(k) : 0);
        }
        return constant
                + Tensors.number(PatternLoss.deviance(intensities, measured)
                        .to(torch.ScalarType.Double)
                        .sum());
    }

    private static float[] centred(Tensor intensities) {
        float[] all = Tensors.floats(intensities);
        float[] out = new float[all.length];
        for (int k = 0; k < all.length; k += SIDE * SIDE) {
            float[] one = FftOrder.toCentred(Arrays.copyOfRange(all, k, k + SIDE * SIDE), SIDE, SIDE);
            System.arraycopy(one, 0, out, k, one.length);
        }
        return out;
    }

    private static float[] inFftOrder(float[] all) {
        float[] out = new float[all.length];
        for (int k = 0; k < all.length; k += SIDE * SIDE) {
            float[] one = FftOrder.fromCentred(Arrays.copyOfRange(all, k, k + SIDE * SIDE), SIDE, SIDE);
            System.arraycopy(one, 0, out, k, one.length);
        }
        return out;
    }

    private static double worst(float[] found, float[] expected) {
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] - expected[i]));
            largest = Math.max(largest, expected[i]);
        }
        return worst / largest;
    }

    private static Tensor probe(NpzFile arrays) {
        return Tensors.complex(
                Tensors.of(floats(arrays, "probe_real"), 1, 1, SIDE, SIDE),
                Tensors.of(floats(arrays, "probe_imag"), 1, 1, SIDE, SIDE));
    }

    /** In double: a float's logarithm has lost a digit of the scale. */
    private static Tensor logScale(NpzFile arrays) {
        return Tensors.of(new double[] {Math.log(floats(arrays, "scale")[0])}, 1);
    }

    @Test
    void one_patch_makes_their_intensities_and_their_poisson_likelihood() {
        try (NpzFile arrays = NpzFile.open(SharedData.file("golden/c1_bigF.npz"));
                Scope scope = Scope.open()) {
            Tensor object = Tensors.complex(
                    Tensors.of(floats(arrays, "x_real"), 1, 1, SIDE, SIDE),
                    Tensors.of(floats(arrays, "x_imag"), 1, 1, SIDE, SIDE));
            Tensor intensities = GroupForward.intensities(object, probe(arrays), logScale(arrays));
            assertThat(worst(centred(intensities), floats(arrays, "expected_forward")))
                    .isLessThan(3e-7);
            assertThat(negativeLogLikelihood(intensities, inFftOrder(floats(arrays, "I_raw"))))
                    .isCloseTo(116484.45, within(0.02));
        }
    }

    @Test
    void four_patches_merge_as_theirs() {
        try (NpzFile arrays = NpzFile.open(SharedData.file("golden/c4_bigT_uniform.npz"));
                Scope scope = Scope.open()) {
            float[] positions = floats(arrays, "positions");
            double[][][] offsets = new double[1][4][];
            for (int k = 0; k < 4; k++) {
                offsets[0][k] = new double[] {-positions[2 * k + 1], -positions[2 * k]};
            }
            Tensor re = Tensors.of(floats(arrays, "x_real"), 1, 4, SIDE, SIDE)
                    .narrow(2, 16, 32)
                    .narrow(3, 16, 32);
            Tensor im = Tensors.of(floats(arrays, "x_imag"), 1, 4, SIDE, SIDE)
                    .narrow(2, 16, 32)
                    .narrow(3, 16, 32);
            for (Shift shift : Shift.values()) {
                Tensor objects = new ConstraintMap(shift, 32, SIDE).apply(re, im, offsets);
                Tensor intensities = GroupForward.intensities(objects, probe(arrays), logScale(arrays));
                assertThat(worst(centred(intensities), floats(arrays, "expected_forward")))
                        .as("%s", shift)
                        .isLessThan(5e-6);
                assertThat(negativeLogLikelihood(intensities, inFftOrder(floats(arrays, "I_raw"))))
                        .isCloseTo(857433.3, within(1.0));
            }
        }
    }
}
