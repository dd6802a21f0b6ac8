package org.polyptych.neural.forward;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.loss.Loss;

/**
 * The loss of measured frames as a function in libtorch's graph, of an object that is one image (what a network or a
 * generator has made), a probe, positions, a scale and a descan. Holds native memory until it is closed.
 */
public interface FrameLoss extends AutoCloseable {
    /**
     * The fastest of a device: {@link ObjectLoss} on the processor, {@link TorchLoss} in float32 elsewhere.
     *
     * @param frames measured, of which each evaluation takes some
     * @param parallel for the processor
     * @param grid of the object
     */
    static FrameLoss on(Device device, FrameStack frames, Loss loss, Parallel parallel, Grid grid) {
        return on(device, frames, loss, parallel, grid, Conditions.NONE);
    }

    /**
     * The same for frames taken in some conditions.
     *
     * @param conditions of all frames; without weights, on a detector whose pixels are the model's
     * @throws BadInputException for conditions elsewhere than on the processor
     */
    static FrameLoss on(
            Device device, FrameStack frames, Loss loss, Parallel parallel, Grid grid, Conditions conditions) {
        if (device != Device.CPU && !conditions.none()) {
            throw new BadInputException(
                    "device " + device.typed() + " cannot do the motion of a fly scan, a background or"
                            + " intensities of frames; leave them out, or choose device cpu");
        }
        return device == Device.CPU
                ? new ObjectLoss(frames, loss, parallel, grid, conditions)
                : new TorchLoss(frames, loss, grid, device, torch.ScalarType.Float);
    }

    /** Where some frames lie, in metres, float64 [frame][2] with y first. */
    static Tensor places(Positions positions, int... which) {
        double[] places = new double[2 * which.length];
        for (int k = 0; k < which.length; k++) {
            places[2 * k] = positions.y()[which[k]];
            places[2 * k + 1] = positions.x()[which[k]];
        }
        return Tensors.of(places, which.length, 2);
    }

    /**
     * The loss of some frames, in the unit of the {@link Loss}: a float64 number, summed over their pixels. The way back
     * must come before the innermost {@link org.polyptych.neural.torch.Scope} open now closes.
     *
     * @param object complex, [row][column] or [state][slice][row][column]
     * @param probe complex, [mode][row][column], of the frames' size
     * @param positions of those frames in metres, [frame][2] with y first; float64 keeps fractions of a pixel
     * @param scale a factor on all predicted amplitudes: intensities go with its square; a number, or one a frame; null
     *     for 1
     * @param descan how far the patterns of those frames lie off, in detector pixels, float64 [frame][2] with y first; null for
     *     what the conditions say
     * @param which the frames
     * @throws BadInputException if a patch would not lie on the object, or for a descan in the near field
     * @throws IllegalArgumentException for shapes that do not fit
     */
    Tensor apply(Tensor object, Tensor probe, Tensor positions, Tensor scale, Tensor descan, int... which);

    /** The same with what the conditions say of descan. */
    default Tensor apply(Tensor object, Tensor probe, Tensor positions, Tensor scale, int... which) {
        return apply(object, probe, positions, scale, null, which);
    }

    @Override
    void close();
}
