package org.polyptych.neural.forward;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** A small scan and a point some way off its truth, where no loss has a kink. */
record ForwardCase(String name, Scan scan, FrameStack frames, Grid grid) {
    static ForwardCase of(String name, SimulatedScan simulated) {
        Scan scan = simulated.counts(1e4).scan();
        try (Parallel parallel = new Parallel(1)) {
            return new ForwardCase(
                    name,
                    scan,
                    FrameStack.of(scan, parallel),
                    Grid.of(scan.truth().orElseThrow().specimen(), scan.geometry()));
        }
    }

    static ForwardCase far() {
        return of(
                "two modes at fractions of a pixel",
                SimulatedScan.wellPosed().side(16).frames(3).step(3).modes(2).subPixel());
    }

    static ForwardCase near() {
        return of(
                "near field",
                SimulatedScan.wellPosed().side(16).frames(3).step(3).subPixel().near());
    }

    static ForwardCase whole() {
        return of("whole pixels", SimulatedScan.wellPosed().side(16).frames(3).step(3));
    }

    /** Complex normal noise, float32. */
    static ComplexImage noise(int rows, int columns, long seed) {
        RandomStream random = new RandomStream(seed, 0);
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.gaussian();
            image.im()[i] = (float) random.gaussian();
        }
        return image;
    }

    Tensor object() {
        Specimen specimen = scan.truth().orElseThrow().specimen();
        ComplexImage image = specimen.image().copy();
        ComplexImage noise = noise(image.rows(), image.columns(), 21);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] += 0.2f * noise.re()[i];
            image.im()[i] += 0.2f * noise.im()[i];
        }
        return Tensors.of(image).select(0, 0);
    }

    Tensor probe() {
        int modes = scan.truth().orElseThrow().probe().modes();
        return Tensors.of(IntStream.range(0, modes)
                .mapToObj(m -> {
                    ComplexImage mode =
                            scan.truth().orElseThrow().probe().mode(m).copy();
                    ComplexImage wobble = noise(mode.rows(), mode.columns(), 30 + m);
                    for (int i = 0; i < mode.size(); i++) {
                        mode.re()[i] += wobble.re()[i];
                        mode.im()[i] += wobble.im()[i];
                    }
                    return mode;
                })
                .toArray(ComplexImage[]::new));
    }

    Tensor positions(int... which) {
        double[] places = new double[2 * which.length];
        for (int k = 0; k < which.length; k++) {
            places[2 * k] = scan.positions().y()[which[k]];
            places[2 * k + 1] = scan.positions().x()[which[k]];
        }
        return Tensors.of(places, which.length, 2);
    }

    static Tensor scale() {
        return Tensors.of(new double[] {1.1});
    }

    int[] all() {
        return IntStream.range(0, frames.count()).toArray();
    }

    /** Object, probe, positions in metres and scale, all of which want a gradient. */
    Tensor[] point(int... which) {
        return Arrays.stream(new Tensor[] {object(), probe(), positions(which), scale()})
                .map(one -> one.detach().requires_grad_(true))
                .toArray(Tensor[]::new);
    }

    /** Frames that small moves leave on the same patch of the object; not in their order. */
    int[] wellWithinTheirPixels() {
        Specimen specimen = scan.truth().orElseThrow().specimen();
        FramePlacements at = FramePlacements.of(specimen, scan.positions(), frames.rows(), frames.columns(), false);
        return IntStream.range(0, frames.count())
                .map(j -> frames.count() - 1 - j)
                .filter(j -> Math.abs(at.down(j)) < 0.48 && Math.abs(at.right(j)) < 0.48)
                .toArray();
    }

    /** A direction to walk in, half at random and half along the gradient, so that the way is steep: values of about 1. */
    static Tensor direction(Tensor like, Tensor gradient, long seed) {
        Tensor noise = direction(like, seed);
        double size = Math.sqrt(Tensors.number(gradient.abs().square().sum()));
        return noise.add(gradient.mul(new Scalar(Math.sqrt(like.numel()) / size)));
    }

    private static Tensor direction(Tensor like, long seed) {
        RandomStream random = new RandomStream(seed, 1);
        boolean complex = like.is_complex();
        double[] values = new double[(int) like.numel() * (complex ? 2 : 1)];
        Arrays.setAll(values, i -> random.gaussian());
        Tensor real = complex
                ? torch.view_as_complex(Tensors.of(values, like.numel(), 2))
                : Tensors.of(values, values.length);
        return real.reshape(like.sizes()).to(like.scalar_type());
    }

    /** What a step of length 1 along a direction adds to the loss, by its gradient. */
    static double along(Tensor gradient, Tensor direction) {
        return gradient.is_complex()
                ? Tensors.number(torch.real(gradient.conj().mul(direction))
                        .to(torch.ScalarType.Double)
                        .sum())
                : Tensors.number(
                        gradient.mul(direction).to(torch.ScalarType.Double).sum());
    }

    @Override
    public String toString() {
        return name;
    }
}
