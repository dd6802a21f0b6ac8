package org.polyptych.neural.forward;

import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.Parallel;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.loss.Loss;

/**
 * The loss of measured frames as a function in libtorch's graph, of patches that need not fit together: what a network has
 * made of each frame. As {@link FrameLoss}, whose object here is the patches one below the other, which costs nothing: each
 * lies on pixels of its own.
 */
public final class KernelLoss implements AutoCloseable {
    private final FrameLoss whole;
    private final Grid grid;
    private final int rows;
    private final int columns;

    /** For patches of one slice. */
    public KernelLoss(FrameStack frames, Loss loss, Parallel parallel) {
        this(Device.CPU, frames, loss, parallel, Grid.PIXELS);
    }

    /**
     * @param device where it works, as {@link FrameLoss#on} has it
     * @param parallel for the processor
     * @param grid pixel size, distances of slices and wavelength, for patches of several slices; its centre is of no
     *     concern
     */
    public KernelLoss(Device device, FrameStack frames, Loss loss, Parallel parallel, Grid grid) {
        this.grid = grid.centred();
        this.whole = FrameLoss.on(device, frames, loss, parallel, this.grid);
        this.rows = frames.rows();
        this.columns = frames.columns();
    }

    /**
     * The loss of some frames, in the unit of the {@link Loss}: a float64 number, summed over their pixels.
     *
     * @param patches complex, [frame][row][column], or [frame][state][slice][row][column]
     * @param probe complex, [mode][row][column]
     * @param shifts by how much the probe lies further down and right than the middle of each patch, in pixels within (-0.5,
     *     0.5), [frame][2] with y first; null for not at all, which is the fastest
     * @param scale a factor on all predicted amplitudes: intensities go with its square; a number, or one a frame; null
     *     for 1
     * @param which the frames, one a patch
     * @throws IllegalArgumentException for shapes that do not fit, or shifts of half a pixel and more
     */
    public Tensor apply(Tensor patches, Tensor probe, Tensor shifts, Tensor scale, int... which) {
        int count = which.length;
        if (patches.dim() != 3 && patches.dim() != 5
                || patches.size(0) != count
                || patches.size(-2) != rows
                || patches.size(-1) != columns) {
            throw new IllegalArgumentException("patches of [" + count + "][" + rows + "][" + columns + "] or [" + count
                    + "][state][slice][" + rows + "][" + columns + "] are needed");
        }
        Tensor column = patches.dim() == 3
                ? patches.reshape((long) count * rows, columns)
                : patches.permute(1, 2, 0, 3, 4)
                        .reshape(patches.size(1), patches.size(2), (long) count * rows, columns);
        Tensor positions = tiles(count);
        if (shifts != null) {
            requireSmall(shifts);
            Tensor pixel = Tensors.of(new double[] {grid.pixelHeight(), grid.pixelWidth()}, 1, 2);
            positions = positions
                    .to(shifts.device(), positions.scalar_type())
                    .add(shifts.mul(pixel.to(shifts.device(), pixel.scalar_type())));
        }
        return whole.apply(column, probe, positions, scale, which);
    }

    private static void requireSmall(Tensor shifts) {
        for (double shift : Tensors.doubles(shifts)) {
            if (!(Math.abs(shift) < 0.5 - 1e-9)) {
                throw new IllegalArgumentException("shifts must be within half a pixel, got " + shift);
            }
        }
    }

    /** Where the patches lie in the column, in metres. */
    private Tensor tiles(int count) {
        double[] places = new double[2 * count];
        int middle = count * rows / 2;
        for (int k = 0; k < count; k++) {
            places[2 * k] = (k * rows + rows / 2 - middle) * grid.pixelHeight();
        }
        return Tensors.of(places, count, 2);
    }

    /** Gives back native memory; a later evaluation would take it anew. */
    @Override
    public void close() {
        whole.close();
    }
}
