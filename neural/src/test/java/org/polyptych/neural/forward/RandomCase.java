package org.polyptych.neural.forward;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Tilt;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.loss.AmplitudeL1;
import org.polyptych.physics.loss.AmplitudeL2;
import org.polyptych.physics.loss.BoundedPoisson;
import org.polyptych.physics.loss.IntensityL2;
import org.polyptych.physics.loss.Loss;
import org.polyptych.physics.loss.Poisson;
import org.polyptych.physics.loss.ReadNoise;
import org.polyptych.physics.loss.Saturated;
import org.polyptych.physics.loss.SmoothL1;

/**
 * A legal problem at random: frames of any size, odd ones too, some pixels masked, one to three modes, in the far or near
 * field, on whole pixels or not, of an object of several states or slices or neither, any loss.
 */
final class RandomCase {
    static final int LOSSES = 8;
    private static final double PIXEL = 1e-8;

    final String name;
    final FrameStack frames;
    final Grid grid;
    final Loss loss;
    /** Object, probe, positions and scale. */
    private final double[][] values = new double[4][];

    private final long[][] shapes = new long[4][];
    private final boolean[] complex = {true, true, false, false};

    RandomCase(int seed) {
        RandomStream random = new RandomStream(seed, 77);
        int rows = 7 + below(random, 18);
        int columns = 7 + below(random, 18);
        int modes = 1 + below(random, 3);
        int states = below(random, 3) == 0 ? 2 : 1;
        int slices = below(random, 3) == 0 ? 2 + below(random, 2) : 1;
        boolean near = below(random, 2) == 0;
        boolean whole = below(random, 4) == 0;
        int count = 1 + below(random, 12);
        int objectRows = rows + 9 + below(random, 4);
        int objectColumns = columns + 9 + below(random, 4);
        this.loss = loss(seed % LOSSES);
        XrayGeometry far = new XrayGeometry(rows, columns, PIXEL, 1.25 * PIXEL, 8800, 1);
        double distance = PIXEL * PIXEL / (far.wavelength() * 0.05);
        XrayGeometry geometry =
                near ? XrayGeometry.near(rows, columns, PIXEL, 1.25 * PIXEL, 8800, distance, NearField.PARALLEL) : far;
        double[] spacing = new double[slices - 1];
        Arrays.fill(spacing, distance / 3);
        this.grid = new Grid(PIXEL, 1.25 * PIXEL, 3e-7, -2e-7, spacing, new Tilt(0.01, -0.02), far.wavelength());
        double[] y = new double[count];
        double[] x = new double[count];
        for (int j = 0; j < count; j++) {
            double down = 7 * random.uniform() - 3.5;
            double right = 7 * random.uniform() - 3.5;
            y[j] = grid.centreY() + grid.pixelHeight() * (whole ? Math.rint(down) : down);
            x[j] = grid.centreX() + grid.pixelWidth() * (whole ? Math.rint(right) : right);
        }
        boolean[] mask = new boolean[rows * columns];
        float[][] amplitudes = new float[count][rows * columns];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i == 0 || below(random, 9) > 0;
            for (float[] frame : amplitudes) {
                frame[i] = i > 0 && below(random, 5) == 0 ? 0 : 2 + (float) Math.abs(3 * random.gaussian());
            }
        }
        Scan scan = new Scan(
                "random",
                "random",
                geometry,
                new MemoryFrames(rows, columns, amplitudes),
                mask,
                new Positions(y, x),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        try (Parallel parallel = new Parallel(1)) {
            this.frames = FrameStack.of(scan, parallel);
        }
        shapes[0] = states == 1 && slices == 1
                ? new long[] {objectRows, objectColumns}
                : new long[] {states, slices, objectRows, objectColumns};
        shapes[1] = new long[] {modes, rows, columns};
        shapes[2] = new long[] {count, 2};
        boolean each = below(random, 3) == 0;
        shapes[3] = each ? new long[] {count} : new long[0];
        for (int k = 0; k < 2; k++) {
            long size = 2 * Arrays.stream(shapes[k]).reduce(1, (a, b) -> a * b);
            values[k] = IntStream.range(0, (int) size)
                    .mapToDouble(i -> (float) random.gaussian())
                    .toArray();
        }
        values[2] = IntStream.range(0, 2 * count)
                .mapToDouble(i -> (i % 2 == 0 ? y : x)[i / 2])
                .toArray();
        values[3] = IntStream.range(0, each ? count : 1)
                .mapToDouble(i -> 0.5 + random.uniform())
                .toArray();
        this.name = seed + ": " + rows + " x " + columns + ", " + modes + " modes, " + states + " states, " + slices
                + " slices" + (near ? ", near" : "") + (whole ? ", whole" : "") + ", " + loss.name();
    }

    private static int below(RandomStream random, int bound) {
        return (int) (bound * random.uniform());
    }

    private static Loss loss(int kind) {
        return switch (kind) {
            case 0 -> new AmplitudeL2();
            case 1 -> new AmplitudeL1();
            case 2 -> new SmoothL1(1.5f);
            case 3 -> new Poisson();
            case 4 -> new BoundedPoisson();
            case 5 -> new IntensityL2();
            case 6 -> new ReadNoise(1.5, 0.3);
            default -> new Saturated(new AmplitudeL2(), 20);
        };
    }

    int[] all() {
        return IntStream.range(0, frames.count()).toArray();
    }

    /** Inputs that all want a gradient, complex ones in the precision asked for. */
    Tensor[] point(torch.ScalarType precision) {
        Tensor[] point = new Tensor[4];
        for (int k = 0; k < 4; k++) {
            if (complex[k]) {
                long[] pairs = Arrays.copyOf(shapes[k], shapes[k].length + 1);
                pairs[shapes[k].length] = 2;
                point[k] = torch.view_as_complex(Tensors.of(values[k], pairs)).to(precision);
            } else {
                point[k] = Tensors.of(values[k], shapes[k]);
            }
            point[k] = point[k].detach().requires_grad_(true);
        }
        return point;
    }

    /** How far two tensors are from each other, relative to the second. */
    static double distance(Tensor found, Tensor expected) {
        Tensor exact = expected.is_complex() ? expected.to(torch.ScalarType.ComplexDouble) : expected;
        Tensor difference = found.to(exact.scalar_type()).sub(exact);
        double size = Tensors.number(exact.abs().square().sum());
        return Math.sqrt(Tensors.number(difference.abs().square().sum().div(new Scalar(size))));
    }
}
