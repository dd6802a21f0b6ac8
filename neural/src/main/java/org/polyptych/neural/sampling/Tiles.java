package org.polyptych.neural.sampling;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * Patches of one side that cover an image evenly and lie over each other, and the image put together from them: each pixel is
 * the mean of those that have it, weighted by a ramp that rises from a patch's rim over the overlap, so that patches pass into
 * each other without a seam. Cutting and blending are linear and in the graph; blending what was cut gives the image back.
 * Holds native memory until it is closed.
 */
final class Tiles implements AutoCloseable {
    private final int side;
    private final int rows;
    private final int columns;
    private final int[] tops;
    private final int[] lefts;
    /** [row][column] of a patch. */
    private final Tensor window;
    /** 1 / the sum of windows, [row][column] of the image. */
    private final Tensor share;

    /**
     * @param rows of the image, at least {@code side}
     * @param columns of the image, at least {@code side}
     * @param overlap of neighbouring patches in pixels at least, from 0 to below {@code side}
     */
    Tiles(int rows, int columns, int side, int overlap) {
        this.side = side;
        this.rows = rows;
        this.columns = columns;
        this.tops = starts(rows, side, overlap);
        this.lefts = starts(columns, side, overlap);
        float[] ramp = new float[side];
        for (int i = 0; i < side; i++) {
            ramp[i] = (float) Math.min(1, Math.min(i + 0.5, side - i - 0.5) / Math.max(overlap, 0.5));
        }
        float[] one = new float[side * side];
        float[] sum = new float[rows * columns];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                one[y * side + x] = ramp[y] * ramp[x];
            }
        }
        for (int k = 0; k < count(); k++) {
            for (int y = 0; y < side; y++) {
                int to = (top(k) + y) * columns + left(k);
                for (int x = 0; x < side; x++) {
                    sum[to + x] += one[y * side + x];
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = 1 / sum[i];
        }
        try (Scope scope = Scope.open()) {
            window = scope.keep(Tensors.of(one, side, side));
            share = scope.keep(Tensors.of(sum, rows, columns));
        }
    }

    /** Where patches begin along one axis: the first at 0, the last at the end, evenly between. */
    static int[] starts(int length, int side, int overlap) {
        int count = Math.ceilDiv(length - side, side - overlap) + 1;
        int[] starts = new int[count];
        for (int k = 1; k < count; k++) {
            starts[k] = (int) Math.round((double) k * (length - side) / (count - 1));
        }
        return starts;
    }

    /** Patches, row by row. */
    int count() {
        return tops.length * lefts.length;
    }

    private int top(int patch) {
        return tops[patch / lefts.length];
    }

    private int left(int patch) {
        return lefts[patch % lefts.length];
    }

    /**
     * Some of the patches.
     *
     * @param image [channel][row][column]
     * @param from first patch
     * @param to behind the last
     * @return [patch][channel][row][column], a copy
     */
    Tensor cut(Tensor image, int from, int to) {
        Tensor[] patches = new Tensor[to - from];
        for (int k = from; k < to; k++) {
            patches[k - from] = image.narrow(1, top(k), side).narrow(2, left(k), side);
        }
        return torch.stack(new TensorVector(patches), 0);
    }

    /** An image of zeros, for {@link #add}. */
    Tensor nothing(long channels) {
        return torch.zeros(channels, rows, columns);
    }

    /**
     * Adds some of the patches, with their weights, to an image in place.
     *
     * @param patches [patch][channel][row][column] of {@code from} on
     */
    void add(Tensor patches, int from, Tensor image) {
        for (int k = 0; k < patches.size(0); k++) {
            image.narrow(1, top(from + k), side)
                    .narrow(2, left(from + k), side)
                    .add_(patches.select(0, k).mul(window));
        }
    }

    /** The weighted means, from the sums of all patches. */
    Tensor means(Tensor sums) {
        return sums.mul(share);
    }

    /** By what patches are to be multiplied, one by one, so that a change of the image is that of their sum: the way back. */
    Tensor back(Tensor byImage, int from, int to) {
        return cut(byImage.mul(share), from, to).mul(window);
    }

    @Override
    public void close() {
        window.close();
        share.close();
    }
}
