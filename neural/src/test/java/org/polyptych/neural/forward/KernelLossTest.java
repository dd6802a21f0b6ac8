package org.polyptych.neural.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.Parallel;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.Tilt;
import org.polyptych.physics.loss.AmplitudeL2;

/** The kernel's loss and gradients in libtorch's graph, of a batch of patches. */
class KernelLossTest {
    private static final int[] WHICH = {4, 0, 7, 2};

    static Stream<ForwardCase> cases() {
        return ObjectLossTest.cases();
    }

    private static FramePlacements placements(ForwardCase one) {
        Specimen specimen = one.scan().truth().orElseThrow().specimen();
        return FramePlacements.of(specimen, one.scan().positions(), 16, 16, false);
    }

    /** The object's patches where the frames lie, in the graph. */
    private static Tensor patches(ForwardCase one, Tensor object) {
        FramePlacements at = placements(one);
        return torch.stack(new TensorVector(IntStream.of(WHICH)
                .mapToObj(j -> object.narrow(0, at.top(j), 16).narrow(1, at.left(j), 16))
                .toArray(Tensor[]::new)));
    }

    private static Tensor shifts(ForwardCase one) {
        FramePlacements at = placements(one);
        return Tensors.of(
                IntStream.of(WHICH)
                        .mapToObj(j -> new double[] {at.down(j), at.right(j)})
                        .flatMapToDouble(java.util.Arrays::stream)
                        .toArray(),
                WHICH.length,
                2);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void patches_cut_from_an_object_are_the_object(ForwardCase one) {
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(2);
                ObjectLoss whole = new ObjectLoss(one.frames(), new AmplitudeL2(), parallel, one.grid());
                KernelLoss loss = new KernelLoss(one.frames(), new AmplitudeL2(), parallel)) {
            Tensor[] there = one.point(WHICH);
            Tensor expected = whole.apply(there[0], there[1], there[2], there[3], WHICH);
            expected.backward();
            Tensor[] here = one.point(WHICH);
            Tensor shifts = shifts(one).requires_grad_(true);
            Tensor found = loss.apply(patches(one, here[0]), here[1], shifts, here[3], WHICH);
            found.backward();
            assertThat(Tensors.number(found))
                    .isCloseTo(Tensors.number(expected), within(1e-6 * Tensors.number(expected)));
            assertSame(here[0].grad(), there[0].grad());
            assertSame(here[1].grad(), there[1].grad());
            assertSame(here[3].grad(), there[3].grad());
            assertSame(shifts.grad().div(new Scalar(one.grid().pixelHeight())), there[2].grad());
        }
    }

    private static void assertSame(Tensor found, Tensor expected) {
        double size = Tensors.number(expected.abs().square().sum());
        assertThat(Tensors.number(found.sub(expected).abs().square().sum())).isLessThan(1e-10 * size);
    }

    @Test
    void without_shifts_the_probe_lies_in_the_middle() {
        ForwardCase one = ForwardCase.whole();
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(2);
                KernelLoss loss = new KernelLoss(one.frames(), new AmplitudeL2(), parallel)) {
            Tensor patches = patches(one, one.object()).requires_grad_(true);
            Tensor none = loss.apply(patches, one.probe(), null, null, WHICH);
            none.backward();
            Tensor shifted = loss.apply(patches.detach(), one.probe(), torch.zeros(WHICH.length, 2), null, WHICH);
            assertThat(Tensors.number(none)).isEqualTo(Tensors.number(shifted));
            assertThat(patches.grad().sizes().vec().get()).containsExactly(4, 16, 16);
        }
    }

    /** Two states of the object, the second of them dark: the same intensity as without it. Two slices, the second clear. */
    @Test
    void patches_may_have_states_and_slices() {
        ForwardCase one = ForwardCase.whole();
        Grid twoSlices = new Grid(1e-8, 1e-8, 3, 4, new double[] {0}, Tilt.NONE, 1e-10);
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(2);
                KernelLoss thin = new KernelLoss(one.frames(), new AmplitudeL2(), parallel);
                KernelLoss thick = new KernelLoss(Device.CPU, one.frames(), new AmplitudeL2(), parallel, twoSlices)) {
            Tensor patches = patches(one, one.object());
            double expected = Tensors.number(thin.apply(patches, one.probe(), null, null, WHICH));
            Tensor dark = torch.zeros_like(patches);
            Tensor states = torch.stack(new TensorVector(patches, dark), 1).unsqueeze(2);
            assertThat(Tensors.number(thin.apply(states, one.probe(), null, null, WHICH)))
                    .isCloseTo(expected, within(1e-5 * expected));
            Tensor slices = torch.stack(new TensorVector(patches, torch.ones_like(patches)), 1)
                    .unsqueeze(1);
            assertThat(Tensors.number(thick.apply(slices, one.probe(), null, null, WHICH)))
                    .isCloseTo(expected, within(1e-5 * expected));
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        ForwardCase one = ForwardCase.whole();
        try (Scope scope = Scope.open();
                Parallel parallel = new Parallel(1);
                KernelLoss loss = new KernelLoss(one.frames(), new AmplitudeL2(), parallel)) {
            Tensor patches = patches(one, one.object());
            Tensor probe = one.probe();
            assertThatThrownBy(() -> loss.apply(patches, probe, null, null, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("patches");
            Tensor far = torch.ones(4, 2).mul(new Scalar(0.5));
            assertThatThrownBy(() -> loss.apply(patches, probe, far, null, WHICH))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("half a pixel");
        }
    }
}
