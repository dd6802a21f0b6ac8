package org.polyptych.neural.forward;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;

/**
 * One evaluation of a {@link ForwardModel} in the graph: the gradients come with the value, and wait as tensors for the way
 * back. Inputs: object, probe, positions in metres and, if there is a fourth, a factor on each frame's intensity.
 */
final class FrameLossFunction extends CustomFunction {
    /** What is differentiated by, input after input. */
    static final Gradient.Part[] PARTS = {
        Gradient.Part.SPECIMEN, Gradient.Part.PROBE, Gradient.Part.POSITIONS, Gradient.Part.INTENSITY
    };

    private final Grid grid;
    private final ForwardModel model;
    private final int count;
    private final int room;
    private final Conditions conditions;
    private final Set<Gradient.Part> wanted;
    private Tensor[] gradients;

    /**
     * @param count frames worked on, the first of the model's
     * @param room frames of the model
     * @param conditions of the model's frames; intensities are multiplied by the fourth input
     */
    FrameLossFunction(
            Grid grid, ForwardModel model, int count, int room, Conditions conditions, Set<Gradient.Part> wanted) {
        this.grid = grid;
        this.model = model;
        this.count = count;
        this.room = room;
        this.conditions = conditions;
        this.wanted = wanted;
    }

    @Override
    protected Tensor forward(Tensor[] inputs) {
        double[] places = Tensors.doubles(inputs[2]);
        Positions positions = new Positions(every(places, 0), every(places, 1));
        double[] intensity = conditions.intensity();
        if (inputs.length > 3) {
            double[] factors = Tensors.doubles(inputs[3]);
            intensity = new double[room];
            for (int j = 0; j < room; j++) {
                intensity[j] = (j < count ? factors[j] : 1) * own(j);
            }
        }
        Parameters parameters = new Parameters(
                grid.specimen(inputs[0]),
                Probe.of(Tensors.images(inputs[1])),
                positions,
                intensity == null ? conditions : conditions.withIntensity(intensity));
        ForwardModel.Evaluation evaluation = model.evaluate(parameters, 0, count, wanted);
        Gradient gradient = evaluation.gradient();
        gradients = new Tensor[inputs.length];
        if (gradient.specimens() != null) {
            gradients[0] = complex(
                    Arrays.stream(gradient.specimens()).flatMap(Arrays::stream).toArray(ComplexImage[]::new),
                    inputs[0]);
        }
        if (gradient.probe() != null) {
            gradients[1] = complex(gradient.probe(), inputs[1]);
        }
        if (gradient.positions() != null) {
            double[] moves = new double[2 * count];
            for (int j = 0; j < count; j++) {
                moves[2 * j] = gradient.positions().y()[j];
                moves[2 * j + 1] = gradient.positions().x()[j];
            }
            gradients[2] = like(Tensors.of(moves, count, 2), inputs[2]);
        }
        if (gradient.intensity() != null) {
            double[] byFactor = new double[count];
            Arrays.setAll(byFactor, j -> gradient.intensity()[j] * own(j));
            gradients[3] = like(Tensors.of(byFactor, count), inputs[3]);
        }
        return Tensors.of(new double[] {evaluation.loss()}).to(inputs[0].device(), torch.ScalarType.Double);
    }

    private double own(int frame) {
        return conditions.intensity() == null ? 1 : conditions.intensity()[frame];
    }

    /** Every second number, from the first or the second on. */
    private double[] every(double[] pairs, int first) {
        double[] one = new double[count];
        Arrays.setAll(one, j -> pairs[2 * j + first]);
        return one;
    }

    /** Libtorch's gradient by z is 2 dL / d conj(z). */
    private static Tensor complex(ComplexImage[] gradient, Tensor by) {
        return like(Tensors.of(gradient).mul(new Scalar(2.0)).reshape(by.sizes()), by);
    }

    private static Tensor like(Tensor values, Tensor other) {
        return values.to(other.device(), other.scalar_type());
    }

    @Override
    protected Tensor[] backward(Tensor gradient) {
        return Stream.of(gradients)
                .map(one -> one == null ? null : one.mul(gradient.to(one.device(), gradient.scalar_type())))
                .toArray(Tensor[]::new);
    }
}
