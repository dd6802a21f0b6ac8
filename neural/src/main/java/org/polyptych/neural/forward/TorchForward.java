package org.polyptych.neural.forward;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FreeSpace;
import org.polyptych.physics.Propagation;

/**
 * The forward model in libtorch's own operations, which then differentiates it: for a graphics card, and as a check of the
 * kernel's derivatives. As {@link org.polyptych.physics.ForwardModel} has it: patches at whole pixels, the rest of the
 * position as a shift of the probe in Fourier space, slices with free space between them, a unitary transform (or an angular
 * spectrum and the shift back), and the sum of the intensities of all modes and states. All frames of a call are worked on
 * at once: some ten complex numbers a pixel, mode and frame are kept for the way back.
 */
public final class TorchForward implements AutoCloseable {
    private static final double TURN = -2 * Math.PI;

    private final int rows;
    private final int columns;
    private final Grid grid;
    private final Device device;
    private final torch.ScalarType complex;
    private final Propagation propagation;
    private final Tensor[] gaps;
    /** -2 pi k / n for every row and column. */
    private final Tensor rowTurns;

    private final Tensor columnTurns;
    /** Where a patch's pixels are, from its first one on: row and column. */
    private final Tensor patchRows;

    private final Tensor patchColumns;

    /**
     * @param propagation of the frames
     * @param grid of the object
     * @param device where it works; inputs must be there
     * @param type Float or Double: of the real numbers that it works with
     * @throws org.polyptych.core.BadInputException if there is no such device here, or waves cannot be propagated between
     *     slices
     */
    public TorchForward(Propagation propagation, Grid grid, Device device, torch.ScalarType type) {
        device.require();
        this.propagation = propagation;
        this.rows = propagation.rows();
        this.columns = propagation.columns();
        this.grid = grid;
        this.device = device;
        this.complex = type == torch.ScalarType.Double ? torch.ScalarType.ComplexDouble : torch.ScalarType.ComplexFloat;
        try (Scope scope = Scope.open()) {
            this.gaps = Arrays.stream(grid.sliceSpacing())
                    .mapToObj(distance -> FreeSpace.over(
                                    distance, rows, columns, grid.pixelHeight(), grid.pixelWidth(), grid.wavelength())
                            .tilted(grid.tilt(), grid.pixelHeight(), grid.pixelWidth()))
                    .map(gap -> scope.keep(there(gap.transfer())))
                    .toArray(Tensor[]::new);
            this.rowTurns = scope.keep(there(turns(rows), torch.ScalarType.Double, rows));
            this.columnTurns = scope.keep(there(turns(columns), torch.ScalarType.Double, columns));
            this.patchRows = scope.keep(there(count(rows), torch.ScalarType.Long, 1, rows, 1));
            this.patchColumns = scope.keep(there(count(columns), torch.ScalarType.Long, 1, 1, columns));
        }
    }

    private static double[] count(int n) {
        return IntStream.range(0, n).asDoubleStream().toArray();
    }

    private static double[] turns(int n) {
        return IntStream.range(0, n)
                .mapToDouble(k -> TURN * (k < (n + 1) / 2 ? k : k - n) / n)
                .toArray();
    }

    private Tensor there(double[] values, torch.ScalarType type, long... shape) {
        return Tensors.of(values, shape).to(device.torch(), type);
    }

    private Tensor there(ComplexImage image) {
        return Tensors.of(image).select(0, 0).to(device.torch(), complex);
    }

    /**
     * Predicted counts, in the order of the detector's wave ({@link Propagation}): [frame][row][column]. Inputs as {@link
     * FrameLoss#apply} has them.
     */
    public Tensor intensities(Tensor object, Tensor probe, Tensor positions, Tensor scale) {
        return intensities(object, probe, positions, scale, null);
    }

    /** The same with patterns that lie off on the detector, in the far field. */
    Tensor intensities(Tensor object, Tensor probe, Tensor positions, Tensor scale, Tensor descan) {
        int count = (int) positions.size(0);
        int objectRows = (int) object.size(-2);
        int objectColumns = (int) object.size(-1);
        double[] places = Tensors.doubles(positions);
        FramePlacements at = FramePlacements.at(
                pixels(places, 0, grid.centreY(), grid.pixelHeight(), objectRows),
                pixels(places, 1, grid.centreX(), grid.pixelWidth(), objectColumns),
                objectRows,
                objectColumns,
                rows,
                columns,
                false);
        Tensor beam = (scale == null || scale.numel() > 1 ? probe : probe.mul(scale.reshape())).to(complex);
        Tensor ramp = at.whole() && !positions.requires_grad() ? null : ramp(positions, at, objectRows, objectColumns);
        Tensor seen = ramp == null
                ? beam.unsqueeze(0)
                : torch.fft_ifft2(torch.fft_fft2(beam).unsqueeze(0).mul(ramp));
        Tensor waves = seen.unsqueeze(1);
        Tensor patches = patches(object.to(complex), at, count);
        for (int s = 0; s <= gaps.length; s++) {
            if (s > 0) {
                waves = torch.fft_ifft2(torch.fft_fft2(waves).mul(gaps[s - 1]));
            }
            waves = waves.mul(patches.select(2, s).unsqueeze(2));
        }
        if (descan != null) {
            waves = waves.mul(tilt(descan).unsqueeze(1));
        }
        waves = torch.fft_fft2(waves);
        if (propagation.near()) {
            // brought there every time, since a distance that is refined changes it
            waves = waves.mul(there(propagation.spectrum().transfer()));
            waves = torch.fft_ifft2(ramp == null ? waves : waves.mul(ramp.conj().unsqueeze(1)));
        }
        Tensor intensities = torch.view_as_real(waves).square().sum(1, 2, 5);
        if (!propagation.near()) {
            // libtorch leaves the whole factor of a unitary pair to the way back
            intensities = intensities.div(new Scalar((double) rows * columns));
        }
        return scale == null || scale.numel() == 1
                ? intensities
                : intensities.mul(scale.square().reshape(-1, 1, 1).to(intensities.device(), intensities.scalar_type()));
    }

    private static double[] pixels(double[] places, int first, double centre, double pixel, int size) {
        return IntStream.range(0, places.length / 2)
                .mapToDouble(j -> (places[2 * j + first] - centre) / pixel + size / 2)
                .toArray();
    }

    /** [frame][state][slice][row][column] */
    private Tensor patches(Tensor object, FramePlacements at, int count) {
        long objectColumns = object.size(-1);
        double[] corners = IntStream.range(0, count)
                .mapToDouble(j -> (double) at.top(j) * objectColumns + at.left(j))
                .toArray();
        long states = Shapes.states(object);
        long slices = Shapes.slices(object);
        double[] images = IntStream.range(0, (int) (states * slices))
                .mapToDouble(k -> (double) k * object.size(-2) * objectColumns)
                .toArray();
        // of an object in a row, where libtorch adds gradients up many times faster than of one with several sizes
        Tensor indices = there(images, torch.ScalarType.Long, images.length, 1, 1, 1)
                .add(there(corners, torch.ScalarType.Long, 1, count, 1, 1))
                .add(patchRows.mul(new Scalar(objectColumns)))
                .add(patchColumns);
        return object.reshape(-1)
                .index_select(0, indices.reshape(-1))
                .reshape(states, slices, count, rows, columns)
                .permute(2, 0, 1, 3, 4);
    }

    /** The factor on the probe's spectrum that shifts it by the fractions, differentiable: [frame][1][row][column]. */
    private Tensor ramp(Tensor positions, FramePlacements at, int objectRows, int objectColumns) {
        int count = at.count();
        double[] whole = new double[2 * count];
        for (int j = 0; j < count; j++) {
            whole[2 * j] = grid.centreY() + (at.top(j) + rows / 2 - objectRows / 2) * grid.pixelHeight();
            whole[2 * j + 1] = grid.centreX() + (at.left(j) + columns / 2 - objectColumns / 2) * grid.pixelWidth();
        }
        Tensor fractions = positions
                .to(device.torch(), torch.ScalarType.Double)
                .sub(there(whole, torch.ScalarType.Double, count, 2))
                .div(there(new double[] {grid.pixelHeight(), grid.pixelWidth()}, torch.ScalarType.Double, 1, 2));
        Tensor down = phasors(fractions.narrow(1, 0, 1).mul(rowTurns));
        Tensor right = phasors(fractions.narrow(1, 1, 1).mul(columnTurns));
        return down.reshape(count, 1, rows, 1).mul(right.reshape(count, 1, 1, columns));
    }

    /** The factor on exit waves that moves their far field, differentiable: [frame][1][row][column]. */
    private Tensor tilt(Tensor descan) {
        Tensor shifts = descan.to(device.torch(), torch.ScalarType.Double);
        Tensor down = phasors(shifts.narrow(1, 0, 1).mul(fromMiddle(patchRows, rows)));
        Tensor right = phasors(shifts.narrow(1, 1, 1).mul(fromMiddle(patchColumns, columns)));
        long count = descan.size(0);
        return down.reshape(count, 1, rows, 1).mul(right.reshape(count, 1, 1, columns));
    }

    /** 2 pi (k - n / 2) / n for every one of the n pixels. */
    private static Tensor fromMiddle(Tensor pixels, int n) {
        return pixels.reshape(1, n)
                .to(torch.ScalarType.Double)
                .sub(new Scalar((double) (n / 2)))
                .mul(new Scalar(-TURN / n));
    }

    private Tensor phasors(Tensor angles) {
        return torch.polar(torch.ones_like(angles), angles).to(complex);
    }

    @Override
    public void close() {
        for (Tensor gap : gaps) {
            gap.close();
        }
        rowTurns.close();
        columnTurns.close();
        patchRows.close();
        patchColumns.close();
    }
}
