package org.polyptych.neural.ptychopinn;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ContentHash;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Probe;

/**
 * To explain the patterns: what the network says of a group is merged, diffracted and held against what was measured (Hoidn,
 * Mishra and Mehta 2023, section 2.1). Nothing is known of objects.
 */
final class Diffraction implements Objective {
    /** Added to scaled intensities, whose mean is 1/4: far below a count at 1e9 counts a frame. */
    private static final double GUARD = 1e-9;

    /** Mean over pixels of the scaled intensity, and so of a mean count. */
    private static final double MEAN = 0.25;

    private static final double SMOOTH = 1e-6;

    private final List<PatternScan> scans;
    private final int side;
    private final ConstraintMap map;
    private final LossWeights weights;
    private final double agree;
    private final float[] support;

    /**
     * @param agree weight of the squared difference between a patch and what its group makes of it, a mean over pixels
     * @param masked whether the probe is 0 outside of a disc of a quarter of a pattern's side
     */
    Diffraction(List<PatternScan> scans, Shift shift, LossWeights weights, double agree, boolean masked) {
        this.scans = scans;
        this.side = scans.getFirst().geometry().rows();
        this.map = new ConstraintMap(shift, side / 2, side);
        this.weights = weights;
        this.agree = agree;
        this.support = new float[side * side];
        for (int i = 0; i < support.length; i++) {
            support[i] = masked && Math.hypot(i / side - side / 2, i % side - side / 2) >= side / 4.0 ? 0 : 1;
        }
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
        Tensor re = amplitude.mul(phase.cos());
        Tensor im = amplitude.mul(phase.sin());
        Tensor objects = map.apply(re, im, Samples.offsets(some));
        Tensor intensities = GroupForward.intensities(objects, probes(network, said, some), network.logScale());
        Tensor measured = like(said, amplitudes(some), some.size(), frames, side, side);
        Tensor good = like(said, masks(some), some.size(), 1, side, side);
        Tensor loss = null;
        if (weights.mae() > 0) {
            Tensor error = PatternLoss.absolute(intensities, measured, GUARD).mul(good);
            loss = plus(loss, weights.mae(), error.mean());
        }
        if (weights.nll() > 0) {
            Tensor dark = like(said, dark(some), some.size(), 1, 1, 1);
            Tensor deviance = PatternLoss.deviance(intensities.add(dark), measured.square())
                    .mul(good);
            loss = plus(loss, weights.nll() / MEAN, deviance.mean());
        }
        if (weights.tv() > 0) {
            loss = plus(loss, weights.tv(), variation(re, im));
        }
        if (agree > 0) {
            loss = plus(loss, agree, disagreement(objects, re, im));
        }
        return loss;
    }

    private static Tensor plus(Tensor sum, double weight, Tensor more) {
        Tensor weighted = more.mul(new Scalar(weight));
        return sum == null ? weighted : sum.add(weighted);
    }

    /** Mean of |o(y + 1, x) - o(y, x)| and |o(y, x + 1) - o(y, x)|, added. */
    private static Tensor variation(Tensor re, Tensor im) {
        return step(re, im, 2).add(step(re, im, 3));
    }

    private static Tensor step(Tensor re, Tensor im, int axis) {
        long less = re.size(axis) - 1;
        Tensor a = re.narrow(axis, 1, less).sub(re.narrow(axis, 0, less));
        Tensor b = im.narrow(axis, 1, less).sub(im.narrow(axis, 0, less));
        return a.square().add(b.square()).add(new Scalar(SMOOTH)).sqrt().mean();
    }

    /** Mean of |y'_k - y_k|^2 over the pixels of patches. */
    private Tensor disagreement(Tensor objects, Tensor re, Tensor im) {
        long patch = side / 2;
        long from = side / 2 - patch / 2;
        Tensor inside = objects.narrow(2, from, patch).narrow(3, from, patch);
        return torch.real(inside)
                .sub(re)
                .square()
                .add(torch.imag(inside).sub(im).square())
                .mean();
    }

    /** [sample or 1][mode][row][column] */
    private Tensor probes(Autoencoder network, Tensor like, List<Sample> some) {
        Tensor inside = like(like, support, 1, 1, side, side);
        List<Tensor> learned = network.probe();
        if (!learned.isEmpty()) {
            return Tensors.complex(
                    learned.get(0).unsqueeze(0).mul(inside),
                    learned.get(1).unsqueeze(0).mul(inside));
        }
        int modes = scans.stream().mapToInt(scan -> scan.probe().modes()).max().orElseThrow();
        int pixels = modes * side * side;
        int count = scans.size() == 1 ? 1 : some.size();
        float[] re = new float[count * pixels];
        float[] im = new float[count * pixels];
        for (int k = 0; k < count; k++) {
            // where a scan has fewer modes than another, the last are 0
            Probe probe = scans.get(some.get(k).scan()).probe();
            float[] real = Autoencoder.values(probe, true);
            System.arraycopy(real, 0, re, k * pixels, real.length);
            System.arraycopy(Autoencoder.values(probe, false), 0, im, k * pixels, real.length);
        }
        return Tensors.complex(
                like(like, re, count, modes, side, side).mul(inside),
                like(like, im, count, modes, side, side).mul(inside));
    }

    private float[] amplitudes(List<Sample> some) {
        float[] all = new float[some.size() * some.getFirst().frames().length * side * side];
        int place = 0;
        for (Sample sample : some) {
            for (int frame : sample.frames()) {
                scans.get(sample.scan()).amplitudes(frame, all, place++);
            }
        }
        return all;
    }

    /** For each sample that part of a count below which a prediction is none. */
    private float[] dark(List<Sample> some) {
        float[] all = new float[some.size()];
        for (int k = 0; k < all.length; k++) {
            all[k] = scans.get(some.get(k).scan()).dark();
        }
        return all;
    }

    private float[] masks(List<Sample> some) {
        float[] all = new float[some.size() * side * side];
        for (int k = 0; k < some.size(); k++) {
            float[] mask = scans.get(some.get(k).scan()).mask();
            System.arraycopy(mask, 0, all, k * mask.length, mask.length);
        }
        return all;
    }

    private static Tensor like(Tensor model, float[] values, long... shape) {
        return Tensors.of(values, shape).to(model.device(), model.scalar_type());
    }

    @Override
    public String lossName() {
        StringBuilder name = new StringBuilder();
        add(name, weights.mae(), "mean absolute error of scaled amplitudes");
        add(name, weights.nll(), "Poisson deviance per mean count");
        add(name, weights.tv(), "total variation");
        add(name, agree, "disagreement");
        return name.toString();
    }

    private static void add(StringBuilder to, double weight, String what) {
        if (weight > 0) {
            to.append(to.isEmpty() ? "" : " + ")
                    .append(weight == 1 ? "" : weight + " x ")
                    .append(what);
        }
    }

    @Override
    public Map<String, String> facts() {
        ContentHash hash = new ContentHash();
        scans.forEach(scan -> hash.add(scan.hash()));
        return Map.of("data", hash.text());
    }

    @Override
    public Probe probe() {
        return scans.getFirst().probe();
    }
}
