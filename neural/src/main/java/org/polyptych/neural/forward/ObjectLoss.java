package org.polyptych.neural.forward;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.Motion;
import org.polyptych.physics.loss.Loss;

/**
 * A {@link FrameLoss} whose value and gradients come from {@link ForwardModel}, derived by hand, in one pass a frame, on all
 * threads of a {@link Parallel}, with the same bits for any number of them; its Javadoc has the formulas and the cost.
 * Libtorch differentiates what lies before.
 *
 * <p>Far and near field, several modes of the probe, several slices and states of the object, fractions of a pixel. Inputs
 * may be of any precision and on any device; the kernel works in float32 on the processor.
 *
 * <p>To be held as long as frames are worked on, and closed then. One evaluation at a time; any number of them may wait
 * for their way back.
 */
public final class ObjectLoss implements FrameLoss {
    private final FrameStack frames;
    private final Loss loss;
    private final Parallel parallel;
    private final Grid grid;
    private final Conditions conditions;
    private int[] window = {};
    private ForwardModel model;

    /**
     * @param frames measured, of which each evaluation takes some
     * @param grid of the object
     */
    public ObjectLoss(FrameStack frames, Loss loss, Parallel parallel, Grid grid) {
        this(frames, loss, parallel, grid, Conditions.NONE);
    }

    /**
     * @param frames measured, of which each evaluation takes some
     * @param grid of the object
     * @param conditions in which all frames were taken; without weights, on a detector whose pixels are the model's
     */
    public ObjectLoss(FrameStack frames, Loss loss, Parallel parallel, Grid grid, Conditions conditions) {
        this.frames = frames;
        this.loss = loss;
        this.parallel = parallel;
        this.grid = grid;
        this.conditions = conditions;
    }

    @Override
    public Tensor apply(Tensor object, Tensor probe, Tensor positions, Tensor scale, Tensor descan, int... which) {
        Shapes.check(frames, grid, object, probe, positions, scale, descan, which.length);
        boolean all = scale == null || scale.numel() == 1;
        Tensor beam = scale == null || !all ? probe : probe.mul(scale.reshape());
        SequencedMap<Gradient.Part, Tensor> inputs = new LinkedHashMap<>();
        inputs.put(Gradient.Part.SPECIMEN, object);
        inputs.put(Gradient.Part.PROBE, beam);
        inputs.put(Gradient.Part.POSITIONS, positions);
        if (!all) {
            inputs.put(Gradient.Part.INTENSITY, scale.square());
        }
        if (descan != null) {
            inputs.put(Gradient.Part.DESCAN, descan);
        }
        ForwardModel here = model(which);
        return new FrameLossFunction(
                        grid,
                        here,
                        which.length,
                        window.length,
                        inWindow(which),
                        List.copyOf(inputs.keySet()),
                        wanted(inputs))
                .apply(inputs.values().toArray(Tensor[]::new));
    }

    private static Set<Gradient.Part> wanted(SequencedMap<Gradient.Part, Tensor> inputs) {
        Set<Gradient.Part> wanted = EnumSet.noneOf(Gradient.Part.class);
        if (GradMode.is_enabled()) {
            inputs.forEach((part, input) -> {
                if (input.requires_grad()) {
                    wanted.add(part);
                }
            });
        }
        return wanted;
    }

    /** The conditions of the frames in the window; their motion and descan, as their positions, of those worked on alone. */
    private Conditions inWindow(int[] which) {
        Conditions here = conditions;
        if (conditions.motion() != null) {
            Motion all = conditions.motion();
            here = here.withMotion(new Motion(picked(all.y(), which), picked(all.x(), which), all.parts()));
        }
        if (conditions.descan() != null) {
            here = here.withDescan(conditions.descan().select(which));
        }
        return conditions.intensity() == null ? here : here.withIntensity(picked(conditions.intensity(), window));
    }

    private static double[] picked(double[] all, int[] which) {
        return Arrays.stream(which).mapToDouble(j -> all[j]).toArray();
    }

    /** The model, with its window on these frames. */
    private ForwardModel model(int[] which) {
        if (which.length > window.length) {
            close();
            window = which.clone();
            model = new ForwardModel(frames.picked(window), loss, parallel, false, grid.wavelength());
        } else {
            System.arraycopy(which, 0, window, 0, which.length);
        }
        return model;
    }

    /** Gives back native memory; a later evaluation would take it anew. */
    @Override
    public void close() {
        if (model != null) {
            model.close();
            model = null;
            window = new int[0];
        }
    }
}
