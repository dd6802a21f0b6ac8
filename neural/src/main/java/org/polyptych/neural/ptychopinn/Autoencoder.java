package org.polyptych.neural.ptychopinn;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Probe;

/** The network with what else is learned beside it: the scale of its answers, and the probe if that is learned. */
final class Autoencoder extends Module {
    private final PtychoPinn network;
    private final Tensor logScale;
    private final boolean scaled;
    private final Tensor probeRe;
    private final Tensor probeIm;

    /**
     * @param network closed with this
     * @param unit amplitude of an object where the network says 1, at first
     * @param scaled whether that is learned
     * @param probe to be learned, if it is
     */
    Autoencoder(PtychoPinn network, double unit, boolean scaled, Optional<Probe> probe) {
        this.network = part(PtychoPinnModel.PREFIX, network);
        this.scaled = scaled;
        Tensor start = Initial.constant(Math.log(unit), 1);
        this.logScale = scaled ? parameter(PtychoPinnModel.LOG_SCALE, start) : buffer(PtychoPinnModel.LOG_SCALE, start);
        this.probeRe = probe.map(p -> parameter(PtychoPinnModel.PROBE_RE, images(p, true)))
                .orElse(null);
        this.probeIm = probe.map(p -> parameter(PtychoPinnModel.PROBE_IM, images(p, false)))
                .orElse(null);
    }

    /** [mode][row][column], of the real or the imaginary part. */
    private static Tensor images(Probe probe, boolean real) {
        return Tensors.of(values(probe, real), probe.modes(), probe.rows(), probe.columns());
    }

    /** The modes one after the other. */
    static float[] values(Probe probe, boolean real) {
        int pixels = probe.rows() * probe.columns();
        float[] all = new float[probe.modes() * pixels];
        for (int m = 0; m < probe.modes(); m++) {
            System.arraycopy(real ? probe.mode(m).re() : probe.mode(m).im(), 0, all, m * pixels, pixels);
        }
        return all;
    }

    @Override
    public Tensor forward(Tensor input) {
        return network.forward(input);
    }

    PtychoPinn network() {
        return network;
    }

    Tensor logScale() {
        return logScale;
    }

    /** Whether the scale is learned. */
    boolean scaled() {
        return scaled;
    }

    /** Real and imaginary part of the learned probe, [mode][row][column]; empty if it is not learned. */
    List<Tensor> probe() {
        return probeRe == null ? List.of() : List.of(probeRe, probeIm);
    }
}
