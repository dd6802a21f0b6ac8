package org.polyptych.neural.dgp;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What is added to the loss of the patterns for the sake of the object, as the paper writes it (eq. 1 and 2). Of V, [slice][row]
 * [column], the phase or potential, or of a complex object amplitude and phase one after the other:
 *
 * <pre>
 * 1 / (X Y Z) sum of tv (|V(i+1,j,k) - V(i,j,k)| + |V(i,j+1,k) - V(i,j,k)|) + tvZ |V(i,j,k+1) - V(i,j,k)|
 * surface / (2 X Y) sum of |V(i,j,0)| + |V(i,j,Z-1)|
 * </pre>
 *
 * <p>The published code has other factors, so that weights found with it are others here. Of a complex object the surface's is the
 * phase.
 *
 * @param tv in the plane
 * @param tvZ along the beam
 * @param surface of the first and the last slice
 */
record SoftTerms(double tv, double tvZ, double surface) {
    boolean any() {
        return tv > 0 || tvZ > 0 || surface > 0;
    }

    /**
     * A number in the graph.
     *
     * @param smooth as {@link ObjectForm#smooth} gives them; the last one is the phase
     */
    Tensor of(Tensor[] smooth) {
        Tensor sum = torch.zeros(1).sum();
        for (Tensor one : smooth) {
            double each = 1.0 / one.numel();
            sum = tv > 0 ? sum.add(steps(one, 1).add(steps(one, 2)).mul(new Scalar(tv * each))) : sum;
            sum = tvZ > 0 ? sum.add(steps(one, 0).mul(new Scalar(tvZ * each))) : sum;
        }
        return surface > 0 ? sum.add(ends(smooth[smooth.length - 1]).mul(new Scalar(surface))) : sum;
    }

    /** The mean of absolute values of the first and the last slice. */
    private static Tensor ends(Tensor phase) {
        Tensor first = phase.select(0, 0).abs().mean();
        Tensor last = phase.select(0, phase.size(0) - 1).abs().mean();
        return first.add(last).mul(new Scalar(0.5));
    }

    /** The sum of absolute differences of neighbours along an axis. */
    private static Tensor steps(Tensor image, long axis) {
        long length = image.size(axis);
        return image.narrow(axis, 1, length - 1)
                .sub(image.narrow(axis, 0, length - 1))
                .abs()
                .sum();
    }
}
