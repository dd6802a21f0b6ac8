package org.polyptych.neural.throughput;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.siren.Siren;
import org.polyptych.neural.siren.SirenShape;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** A step of sine networks over a square grid of points beside its matrix products. */
final class SirenThroughput {
    private SirenThroughput() {}

    /**
     * Of the amplitude and phase networks of PtyINR.
     *
     * @param side of the grid of points
     */
    static List<StepTiming> run(int width, int side, Turns.Rounds rounds, Consumer<String> progress) {
        return run(new SirenShape(2, width, 3, 1, 30, 30), 2, side, rounds, progress);
    }

    /**
     * Our own way and the one of libtorch's layers.
     *
     * @param networks of that shape
     * @param side of the grid of points
     */
    static List<StepTiming> run(
            SirenShape shape, int networks, int side, Turns.Rounds rounds, Consumer<String> progress) {
        int count = side * side;
        List<String> names =
                IntStream.range(0, networks).mapToObj(k -> "network" + k).toList();
        try (Scope scope = Scope.open();
                Siren siren = new Siren(shape, names, new RandomStream(1, 0));
                SirenProducts products = new SirenProducts(shape, networks, count)) {
            Tensor points = Tensors.of(grid(side), count, 2);
            Tensor gradient = torch.ones(networks, count, shape.outputs()).mul(new Scalar(1e-4));
            String size = networks + " x " + shape.width() + " wide, " + side + "x" + side + " points";
            Turns turns = new Turns(
                    "SIREN",
                    rounds,
                    progress,
                    products.ways(),
                    List.of(
                            () -> step(siren, siren::forward, points, gradient),
                            () -> step(siren, siren::plain, points, gradient)));
            return List.of(
                    turns.against("SIREN", size, 0, products.operations()),
                    turns.against("SIREN, layers of libtorch", size, 1, products.operations()));
        }
    }

    private static void step(Siren siren, UnaryOperator<Tensor> way, Tensor points, Tensor gradient) {
        try (Scope scope = Scope.open()) {
            CustomFunction.goBack(way.apply(points).mul(gradient).sum());
            siren.parameters()
                    .values()
                    .forEach(parameter -> parameter.mutable_grad().reset());
        }
    }

    /** Coordinates from -1 to 1. */
    private static float[] grid(int side) {
        float[] points = new float[2 * side * side];
        for (int p = 0; p < side * side; p++) {
            points[2 * p] = 2f * (p % side) / (side - 1) - 1;
            points[2 * p + 1] = 2f * (p / side) / (side - 1) - 1;
        }
        return points;
    }
}
