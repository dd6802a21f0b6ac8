package org.polyptych.neural.ptychopinn;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ContentHash;
import org.polyptych.neural.ptychonn.LabelledScan;
import org.polyptych.neural.ptychonn.Learned;
import org.polyptych.neural.ptychonn.LitDisc;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Probe;

/**
 * To say the object that is known: the ablation "overlaps" of PtychoPINN's paper, supervised with several patterns. Mean
 * absolute errors of amplitude and of phase over the pixels in the light, one after the other and added.
 */
final class Labels implements Objective {
    private final List<LabelledScan> scans;
    private final Learned learned;
    private final LitDisc disc;
    private final int side;
    private final Probe probe;
    private final double unit;
    private final ConstraintMap map;

    /**
     * @param unit amplitude of the scaled object where the network says 1
     * @param map what merges the answers of a group before they are judged; null: each is judged by itself
     */
    Labels(List<LabelledScan> scans, Learned learned, LitDisc disc, Probe probe, double unit, ConstraintMap map) {
        this.scans = scans;
        this.learned = learned;
        this.disc = disc;
        this.side = scans.getFirst().geometry().rows();
        this.probe = probe.withPower(side * side / 4.0);
        this.unit = unit;
        this.map = map;
    }

    @Override
    public Tensor patterns(List<Sample> some) {
        int size = some.getFirst().frames().length;
        float[] all = new float[some.size() * size * side * side];
        int place = 0;
        for (Sample sample : some) {
            for (int frame : sample.frames()) {
                scans.get(sample.scan()).pattern(frame, all, place++);
            }
        }
        return Tensors.of(all, some.size(), size, side, side);
    }

    @Override
    public Tensor loss(Autoencoder network, Tensor said, List<Sample> some) {
        long frames = said.size(1) / 2;
        Tensor amplitude = said.narrow(1, 0, frames);
        Tensor phase = said.narrow(1, frames, frames);
        if (map != null) {
            Tensor objects = map.apply(amplitude.mul(phase.cos()), amplitude.mul(phase.sin()), Samples.offsets(some));
            // the least amplitude keeps the slope of the root finite where nothing is
            amplitude = torch.real(objects)
                    .square()
                    .add(torch.imag(objects).square())
                    .add(new Scalar(1e-12))
                    .sqrt();
            phase = torch.atan2(torch.imag(objects), torch.real(objects).add(new Scalar(1e-12)));
        }
        float[] mask = disc.mask();
        Tensor lit = like(said, mask, disc.side(), disc.side());
        double pixels = some.size() * frames * LabelledScan.lit(mask);
        Tensor loss = null;
        if (learned.amplitude()) {
            loss = error(amplitude, some, true).mul(lit).sum();
        }
        if (learned.phase()) {
            Tensor error = error(phase, some, false).mul(lit).sum();
            loss = loss == null ? error : loss.add(error);
        }
        return loss.div(new Scalar(pixels));
    }

    private Tensor error(Tensor map, List<Sample> some, boolean amplitude) {
        long inner = disc.side();
        long from = map.size(2) / 2 - inner / 2;
        Tensor seen = map.narrow(2, from, inner).narrow(3, from, inner);
        return seen.sub(like(map, answers(some, amplitude), some.size(), map.size(1), inner, inner))
                .abs();
    }

    private static Tensor like(Tensor model, float[] values, long... shape) {
        return Tensors.of(values, shape).to(model.device(), model.scalar_type());
    }

    private float[] answers(List<Sample> some, boolean amplitude) {
        int pixels = disc.side() * disc.side();
        float[] all = new float[some.size() * some.getFirst().frames().length * pixels];
        int at = 0;
        for (Sample sample : some) {
            for (int frame : sample.frames()) {
                ComplexImage object = scans.get(sample.scan()).object(frame);
                for (int i = 0; i < pixels; i++) {
                    float re = object.re()[i];
                    float im = object.im()[i];
                    all[at++] = (float) (amplitude ? Math.hypot(re, im) / unit : Math.atan2(im, re));
                }
            }
        }
        return all;
    }

    @Override
    public String lossName() {
        return "mean absolute error (units of the model, rad)";
    }

    @Override
    public Map<String, String> facts() {
        ContentHash hash = new ContentHash();
        scans.forEach(scan -> hash.add(scan.hash()));
        return Map.of("data", hash.text());
    }

    @Override
    public Probe probe() {
        return probe;
    }
}
