package org.polyptych.neural.ptychopinn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Tensors;

/**
 * The constraint map F_c of PtychoPINN (Hoidn, Mishra and Mehta 2023, equations 1 and 2): patches of a group are moved to
 * where their frames lie, merged to one object, and each frame sees its part of that:
 *
 * <pre>
 * o(r) = sum_k T(r_k - mu, y_k) / (sum_k T(r_k - mu, 1) + eps),    y'_k = T(mu - r_k, o)
 * </pre>
 *
 * with the patches y_k surrounded by zeros. A translation acts on rows and columns apart, so that it is two products with
 * matrices of the interpolation's weights, and the sum over the group is a part of the second; libtorch differentiates them.
 * With eps = 1e-6 the division is that of the paper; its code has 1e-3, which dims rims.
 *
 * @param shift what an image is between its pixels
 * @param patch side of a patch in pixels, even
 * @param frame side of a pattern in pixels, even
 */
record ConstraintMap(Shift shift, int patch, int frame) {
    private static final double EPS = 1e-6;

    /** Where kernels ring, there is an object only where at least so much of a pixel of a patch lies. */
    private static final double INSIDE = 0.5;

    ConstraintMap {
        if (patch % 2 != 0 || frame % 2 != 0 || patch > frame) {
            throw new IllegalArgumentException("sides must be even, a patch's at most a frame's");
        }
    }

    /**
     * The object under each frame as its group has it, complex [group][frame][row][column] of a pattern's sides; 0 where no
     * patch of the group lies.
     *
     * @param re of the patches, [group][frame][row][column]
     * @param im of the patches
     * @param offsets [group][frame]: (y, x) from the group's middle, in pixels
     */
    Tensor apply(Tensor re, Tensor im, double[][][] offsets) {
        long groups = re.size(0);
        long frames = re.size(1);
        long all = groups * frames;
        int canvas = shift.canvas(patch, frame, reach(offsets));
        Tensor down = matrices(shift, offsets, 0, 1, canvas, patch, re);
        Tensor right = matrices(shift, offsets, 1, 1, canvas, patch, re);
        // real and imaginary parts of a row beside each other, so that products over rows need no copies
        Tensor rows = torch.stack(new TensorVector(re, im), 3).reshape(all, 2L * patch, patch);
        Tensor wide = torch.bmm(rows, right.reshape(all, canvas, patch).transpose(1, 2));
        Tensor sum = torch.bmm(
                down.permute(0, 2, 1, 3).reshape(groups, canvas, frames * patch),
                wide.reshape(groups, frames * patch, 2L * canvas));
        Tensor merged = sum.reshape(groups, canvas, 2, canvas)
                .mul(perWeight(down, right, offsets, canvas).unsqueeze(2));
        Tensor up = matrices(shift, offsets, 0, -1, frame, canvas, re).reshape(groups, frames * frame, canvas);
        Tensor left = matrices(shift, offsets, 1, -1, frame, canvas, re).reshape(all, frame, canvas);
        Tensor tall = torch.bmm(up, merged.reshape(groups, canvas, 2L * canvas));
        Tensor seen = torch.bmm(tall.reshape(all, 2L * frame, canvas), left.transpose(1, 2));
        return torch.view_as_complex(seen.reshape(groups, frames, frame, 2, frame)
                .permute(0, 1, 2, 4, 3)
                .contiguous());
    }

    private static int reach(double[][][] offsets) {
        double far = 0;
        for (double[][] group : offsets) {
            for (double[] offset : group) {
                far = Math.max(far, Math.max(Math.abs(offset[0]), Math.abs(offset[1])));
            }
        }
        return (int) Math.ceil(far - 1e-6);
    }

    /** 1 / (what patches of ones would give + eps), [group][row][column] of the group's frame. */
    private Tensor perWeight(Tensor down, Tensor right, double[][][] offsets, int canvas) {
        Tensor per = weight(down, right).add(new Scalar(EPS)).reciprocal();
        if (shift == Shift.BILINEAR) {
            return per;
        }
        Tensor there = weight(
                matrices(Shift.BILINEAR, offsets, 0, 1, canvas, patch, down),
                matrices(Shift.BILINEAR, offsets, 1, 1, canvas, patch, down));
        return torch.where(there.ge(new Scalar(INSIDE)), per, torch.zeros_like(per));
    }

    private static Tensor weight(Tensor down, Tensor right) {
        return torch.bmm(down.sum(3).transpose(1, 2), right.sum(3));
    }

    /**
     * The matrices that move images along an axis by sign times their offsets: [group][frame][to][from], the middles of both
     * sides on each other.
     */
    private static Tensor matrices(
            Shift shift, double[][][] offsets, int axis, int sign, int to, int from, Tensor like) {
        int frames = offsets[0].length;
        double[] all = new double[offsets.length * frames * to * from];
        int at = 0;
        for (double[][] group : offsets) {
            for (double[] offset : group) {
                for (int t = 0; t < to; t++) {
                    double place = t - to / 2 + from / 2 - sign * offset[axis];
                    for (int f = 0; f < from; f++) {
                        all[at++] = shift.weight(place - f, Math.max(to, from));
                    }
                }
            }
        }
        return Tensors.of(all, offsets.length, frames, to, from).to(like.device(), like.scalar_type());
    }
}
