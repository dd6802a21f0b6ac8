package org.polyptych.neural.forward;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Descan;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;

/**
 * One evaluation of a {@link ForwardModel} in the graph: the gradients come with the value, and wait as tensors for the way
 * back. Inputs: object, probe, positions in metres and, where they are asked for, a factor on each frame's intensity and its
 * descan in detector pixels.
 */
final class FrameLossFunction extends CustomFunction {
    private final Grid grid;
    private final ForwardModel model;
    private final int count;
    private final int room;
    private final Conditions conditions;
    /** What the inputs are, one after the other. */
    private final List<Gradient.Part> parts;

    private final Set<Gradient.Part> wanted;
    private Tensor[] gradients;

    /**
     * @param count frames worked on, the first of the model's
     * @param room frames of the model
     * @param conditions of the model's frames; intensities are multiplied by the input of them, a descan is replaced by it
     * @param parts what the inputs are: specimen, probe, positions, and intensity and descan if there are inputs of them
     * @param wanted those of them that are to be differentiated by
     */
    FrameLossFunction(
            Grid grid,
            ForwardModel model,
            int count,
            int room,
            Conditions conditions,
            List<Gradient.Part> parts,
            Set<Gradient.Part> wanted) {
        this.grid = grid;
        this.model = model;
        this.count = count;
        this.room = room;
        this.conditions = conditions;
        this.parts = parts;
        this.wanted = wanted;
    }

    @Override
    protected Tensor forward(Tensor[] inputs) {
        double[] places = Tensors.doubles(inputs[2]);
        Positions positions = new Positions(every(places, 0), every(places, 1));
        int byIntensity = parts.indexOf(Gradient.Part.INTENSITY);
        int byDescan = parts.indexOf(Gradient.Part.DESCAN);
        Conditions here = conditions;
        if (byIntensity >= 0) {
            double[] factors = Tensors.doubles(inputs[byIntensity]);
            double[] intensity = new double[room];
            for (int j = 0; j < room; j++) {
                intensity[j] = (j < count ? factors[j] : 1) * own(j);
            }
            here = here.withIntensity(intensity);
        }
        if (byDescan >= 0) {
            double[] shifts = Tensors.doubles(inputs[byDescan]);
            here = here.withDescan(new Descan(every(shifts, 0), every(shifts, 1)));
        }
        Parameters parameters =
                new Parameters(grid.specimen(inputs[0]), Probe.of(Tensors.images(inputs[1])), positions, here);
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
            gradients[2] = pairs(gradient.positions().y(), gradient.positions().x(), inputs[2]);
        }
        if (gradient.intensity() != null) {
            double[] byFactor = new double[count];
            Arrays.setAll(byFactor, j -> gradient.intensity()[j] * own(j));
            gradients[byIntensity] = like(Tensors.of(byFactor, count), inputs[byIntensity]);
        }
        if (gradient.descan() != null) {
            gradients[byDescan] = pairs(gradient.descan().y(), gradient.descan().x(), inputs[byDescan]);
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

    private Tensor pairs(double[] first, double[] second, Tensor by) {
        double[] all = new double[2 * count];
        Arrays.setAll(all, k -> (k % 2 == 0 ? first : second)[k / 2]);
        return like(Tensors.of(all, count, 2), by);
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
