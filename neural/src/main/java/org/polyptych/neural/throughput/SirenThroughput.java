package org.polyptych.neural.throughput;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.siren.Siren;
import org.polyptych.neural.siren.SirenShape;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** A step of the amplitude and phase networks of PtyINR beside its matrix products. */
final class SirenThroughput {
    private SirenThroughput() {}

    /**
     * Our own way and the one of libtorch's layers.
     *
     * @param side of the grid of points
     */
    static List<StepTiming> run(int width, int side, Turns.Rounds rounds, Consumer<String> progress) {
        SirenShape shape = new SirenShape(2, width, 3, 1, 30, 30);
        int count = side * side;
        try (Scope scope = Scope.open();
                Siren siren = new Siren(shape, List.of("amplitude", "phase"), new RandomStream(1, 0));
                SirenProducts products = new SirenProducts(shape, 2, count)) {
            Tensor points = Tensors.of(grid(side), count, 2);
            Tensor gradient = torch.ones(2, count, 1).mul(new Scalar(1e-4));
            String size = "2 x " + width + " wide, " + side + "x" + side + " points";
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
