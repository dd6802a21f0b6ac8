package org.polyptych.neural.forward;

import java.util.EnumSet;
import java.util.Set;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.Parallel;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Gradient;
import org.polyptych.physics.loss.Loss;

/**
 * The loss of measured frames as a function in libtorch's graph, of an object that is one image (what a network or a
 * generator has made), a probe, positions and a scale. Value and gradients come from {@link ForwardModel}, in one pass a
 * frame, on all threads of a {@link Parallel}, with the same bits for any number of them; its Javadoc has the formulas and
 * the cost. Libtorch differentiates what lies before.
 *
 * <p>Far and near field, several modes of the probe, several slices and states of the object, fractions of a pixel. Inputs
 * may be of any precision and on any device; the kernel works in float32 on the processor.
 *
 * <p>To be held as long as frames are worked on, and closed then. One evaluation at a time; any number of them may wait
 * for their way back.
 */
public final class ObjectLoss implements AutoCloseable {
    private final FrameStack frames;
    private final Loss loss;
    private final Parallel parallel;
    private final Grid grid;
    private int[] window = {};
    private ForwardModel model;

    /**
     * @param frames measured, of which each evaluation takes some
     * @param grid of the object
     */
    public ObjectLoss(FrameStack frames, Loss loss, Parallel parallel, Grid grid) {
        this.frames = frames;
        this.loss = loss;
        this.parallel = parallel;
        this.grid = grid;
    }

    /**
     * The loss of some frames, in the unit of the {@link Loss}: a float64 number, summed over their pixels.
     *
     * @param object complex, [row][column] or [state][slice][row][column]
     * @param probe complex, [mode][row][column], of the frames' size
     * @param positions of those frames in metres, [frame][2] with y first; float64 keeps fractions of a pixel
     * @param scale a factor on all predicted amplitudes: intensities go with its square; a number, or one a frame; null
     *     for 1
     * @param which the frames
     * @throws org.polyptych.core.BadInputException if a patch would not lie on the object
     * @throws IllegalArgumentException for shapes that do not fit
     */
    public Tensor apply(Tensor object, Tensor probe, Tensor positions, Tensor scale, int... which) {
        checkShapes(probe, positions, scale, which);
        boolean all = scale == null || scale.numel() == 1;
        Tensor beam = scale == null || !all ? probe : probe.mul(scale.reshape());
        Tensor[] inputs =
                all ? new Tensor[] {object, beam, positions} : new Tensor[] {object, beam, positions, scale.square()};
        return new FrameLossFunction(grid, model(which), which.length, window.length, wanted(inputs)).apply(inputs);
    }

    private void checkShapes(Tensor probe, Tensor positions, Tensor scale, int[] which) {
        if (probe.dim() != 3 || probe.size(1) != frames.rows() || probe.size(2) != frames.columns()) {
            throw new IllegalArgumentException(
                    "a probe of [mode][" + frames.rows() + "][" + frames.columns() + "] is needed");
        }
        if (which.length == 0 || positions.dim() != 2 || positions.size(0) != which.length || positions.size(1) != 2) {
            throw new IllegalArgumentException("positions of [" + which.length + "][2] are needed, at least one");
        }
        if (scale != null && scale.numel() != 1 && (scale.dim() != 1 || scale.size(0) != which.length)) {
            throw new IllegalArgumentException("a scale must be one number, or one a frame");
        }
    }

    private static Set<Gradient.Part> wanted(Tensor[] inputs) {
        Set<Gradient.Part> wanted = EnumSet.noneOf(Gradient.Part.class);
        for (int k = 0; k < inputs.length && GradMode.is_enabled(); k++) {
            if (inputs[k].requires_grad()) {
                wanted.add(FrameLossFunction.PARTS[k]);
            }
        }
        return wanted;
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
