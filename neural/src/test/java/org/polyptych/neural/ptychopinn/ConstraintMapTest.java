package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.GradientCheck;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Patches of one object come back as that object, wherever their frames lie; and what is merged can be learned from. */
@ExtendWith(OneThread.class)
class ConstraintMapTest {
    private static final int PATCH = 16;
    private static final int FRAME = 32;
    private static final double[][][] BETWEEN_PIXELS = {{{-1.3, 2.25}, {1.55, -0.75}, {-0.25, -1.5}}};

    /** A smooth object about the middle of a group, at a place in pixels. */
    private static double object(double y, double x) {
        return 0.6 + 0.2 * Math.cos(0.31 * y + 0.2) * Math.cos(0.27 * x - 0.4) + 0.1 * Math.sin(0.18 * (x + y));
    }

    private static double[] patches(double[][][] offsets, int side, DoubleBinaryOperator object) {
        double[] all = new double[offsets[0].length * side * side];
        for (int k = 0; k < offsets[0].length; k++) {
            for (int i = 0; i < side * side; i++) {
                all[k * side * side + i] = object.applyAsDouble(
                        i / side - side / 2 + offsets[0][k][0], i % side - side / 2 + offsets[0][k][1]);
            }
        }
        return all;
    }

    /** Worst error within a square about the middle of each frame, of what the group makes of patches of the object. */
    private static double worst(Shift shift, double[][][] offsets, int inside, DoubleBinaryOperator object) {
        try (Scope scope = Scope.open()) {
            long frames = offsets[0].length;
            Tensor re = Tensors.of(patches(offsets, PATCH, object), 1, frames, PATCH, PATCH);
            Tensor im = re.neg();
            Tensor seen = new ConstraintMap(shift, PATCH, FRAME).apply(re, im, offsets);
            assertThat(seen.shape()).containsExactly(1, frames, FRAME, FRAME);
            double[] found = Tensors.doubles(torch.real(seen));
            double[] other = Tensors.doubles(torch.imag(seen));
            double[] expected = patches(offsets, FRAME, object);
            double worst = 0;
            for (int i = 0; i < found.length; i++) {
                int y = i / FRAME % FRAME - FRAME / 2;
                int x = i % FRAME - FRAME / 2;
                assertThat(other[i]).isCloseTo(-found[i], within(1e-12));
                if (Math.max(Math.abs(y), Math.abs(x)) <= inside) {
                    worst = Math.max(worst, Math.abs(found[i] - expected[i]));
                }
            }
            return worst;
        }
    }

    @ParameterizedTest
    @EnumSource
    void at_whole_pixels_each_frame_sees_the_object_exactly_also_what_lies_beside_its_own_patch(Shift shift) {
        double[][][] offsets = {{{-2, -2}, {-2, 2}, {2, -2}, {2, 2}}};
        assertThat(worst(shift, offsets, PATCH / 2 - 1, ConstraintMapTest::object))
                .isLessThan(3e-6);
        try (Scope scope = Scope.open()) {
            Tensor ones = Tensors.of(new double[4 * PATCH * PATCH], 1, 4, PATCH, PATCH)
                    .add(new Scalar(1));
            double[] seen = Tensors.doubles(
                    torch.real(new ConstraintMap(shift, PATCH, FRAME).apply(ones, torch.zeros_like(ones), offsets)));
            // the frame at (-2, -2) also sees the patch at (2, 2): four pixels more below and to the right
            assertThat(seen[(FRAME / 2 + 11) * FRAME + FRAME / 2 + 11]).isCloseTo(1, within(1e-5));
            assertThat(seen[(FRAME / 2 + 12) * FRAME + FRAME / 2 + 11]).isCloseTo(0, within(1e-9));
            assertThat(seen[(FRAME / 2 - 9) * FRAME + FRAME / 2]).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void between_pixels_the_linear_one_blurs_what_is_fine_far_more_than_the_fourier_shift() {
        DoubleBinaryOperator blob = (y, x) -> Math.exp(-(y * y + x * x) / (2 * 1.3 * 1.3));
        double linear = worst(Shift.BILINEAR, BETWEEN_PIXELS, 4, blob);
        assertThat(linear).isBetween(0.02, 0.2);
        // what is left comes from the ringing of the patches' own edges, by which is divided
        assertThat(worst(Shift.FOURIER, BETWEEN_PIXELS, 4, blob)).isLessThan(linear / 3);
    }

    @Test
    void of_what_goes_on_beyond_the_patches_the_linear_one_keeps_more() {
        assertThat(worst(Shift.BILINEAR, BETWEEN_PIXELS, 4, ConstraintMapTest::object))
                .isLessThan(0.01);
        // a Fourier shift rings at the edges of patches
        assertThat(worst(Shift.FOURIER, BETWEEN_PIXELS, 4, ConstraintMapTest::object))
                .isBetween(0.01, 0.08);
    }

    @Test
    void the_fourier_kernel_moves_what_is_band_limited_exactly() {
        int side = 12;
        for (int to = 0; to < side; to++) {
            double moved = 0;
            for (int from = 0; from < side; from++) {
                moved += Shift.FOURIER.weight(to - from - 0.37, side) * Math.cos(2 * Math.PI * 5 * from / side + 0.3);
            }
            assertThat(moved).isCloseTo(Math.cos(2 * Math.PI * 5 * (to - 0.37) / side + 0.3), within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradients_through_merging_diffraction_and_losses_are_those_of_finite_differences(Shift shift) {
        int patch = 6;
        int frame = 12;
        RandomStream random = new RandomStream(9, 0);
        try (Scope scope = Scope.open()) {
            SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
            leaves.put("re", GradientCheck.normal(random, 1, 3, patch, patch));
            leaves.put("im", GradientCheck.normal(random, 1, 3, patch, patch));
            leaves.put("probe re", GradientCheck.normal(random, 1, 2, frame, frame));
            leaves.put("probe im", GradientCheck.normal(random, 1, 2, frame, frame));
            leaves.put("scale", Tensors.of(new double[] {0.3}, 1));
            leaves.values().forEach(leaf -> leaf.requires_grad_(true));
            Tensor counts = GradientCheck.normal(random, 1, 3, frame, frame).square();
            Supplier<Tensor> intensities = () -> GroupForward.intensities(
                    new ConstraintMap(shift, patch, frame).apply(leaves.get("re"), leaves.get("im"), BETWEEN_PIXELS),
                    Tensors.complex(leaves.get("probe re"), leaves.get("probe im")),
                    leaves.get("scale"));
            Supplier<Tensor> deviance =
                    () -> PatternLoss.deviance(intensities.get().add(new Scalar(1e-2)), counts)
                            .sum();
            GradientCheck.errors(deviance, leaves, 1e-6)
                    .forEach((name, error) -> assertThat(error).as(name).isLessThan(1e-5));
            GradientCheck.errors(GradientCheck.weighted(() -> intensities.get().sqrt()), leaves, 1e-6)
                    .forEach((name, error) -> assertThat(error).as(name).isLessThan(1e-5));
        }
    }
}
