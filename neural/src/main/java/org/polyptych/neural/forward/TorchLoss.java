package org.polyptych.neural.forward;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.loss.Loss;

/** A {@link FrameLoss} that libtorch computes and differentiates by itself, on any device: {@link TorchForward}. */
public final class TorchLoss implements FrameLoss {
    /** Complex pixels of waves that are worked on at once. */
    private static final long MOST_PIXELS = 1 << 21;

    private final FrameStack frames;
    private final Loss loss;
    private final Grid grid;
    private final Device device;
    private final torch.ScalarType type;
    private final TorchForward model;
    private final Tensor weights;

    /**
     * @param frames measured; those of an evaluation are brought to the device for it
     * @param grid of the object
     * @param device where it works; inputs must be there
     * @param type Float or Double: of the real numbers that it works with
     * @throws org.polyptych.core.BadInputException if there is no such device here
     */
    public TorchLoss(FrameStack frames, Loss loss, Grid grid, Device device, torch.ScalarType type) {
        this.frames = frames;
        this.loss = loss;
        this.grid = grid;
        this.device = device;
        this.type = type;
        this.model = new TorchForward(frames.propagation(), grid, device, type);
        try (Scope scope = Scope.open()) {
            weights = scope.keep(Tensors.of(frames.weights(), frames.rows(), frames.columns())
                    .to(device.torch(), type));
        }
    }

    /** Frames that are worked on at once: each of their waves is kept behind every slice for the way back. */
    public static int together(long pixels, int modes, int states, int slices) {
        return (int) Math.max(1, MOST_PIXELS / (pixels * modes * states * slices));
    }

    /** Where it works. */
    public Device device() {
        return device;
    }

    @Override
    public Tensor apply(Tensor object, Tensor probe, Tensor positions, Tensor scale, Tensor descan, int... which) {
        return ofAmplitudes(amplitudes(which), object, probe, positions, scale, descan);
    }

    /** The same for frames that are there already. @param amplitudes as {@link #amplitudes} gives them */
    public Tensor ofAmplitudes(Tensor amplitudes, Tensor object, Tensor probe, Tensor positions, Tensor scale) {
        return ofAmplitudes(amplitudes, object, probe, positions, scale, null);
    }

    private Tensor ofAmplitudes(
            Tensor amplitudes, Tensor object, Tensor probe, Tensor positions, Tensor scale, Tensor descan) {
        Shapes.check(frames, grid, object, probe, positions, scale, descan, (int) amplitudes.size(0));
        return PixelLoss.sum(loss, model.intensities(object, probe, positions, scale, descan), amplitudes, weights);
    }

    /** Measured amplitudes on the device, [frame][row][column] in the order of the detector's wave. */
    public Tensor amplitudes(int... which) {
        int pixels = frames.pixels();
        float[] all = new float[Math.multiplyExact(which.length, pixels)];
        for (int k = 0; k < which.length; k++) {
            System.arraycopy(frames.amplitudes(which[k]), 0, all, k * pixels, pixels);
        }
        return Tensors.of(all, which.length, frames.rows(), frames.columns()).to(device.torch(), type);
    }

    @Override
    public void close() {
        model.close();
        weights.close();
    }
}
