package org.polyptych.neural.ad;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.engines.adam.AdSettings;
import org.polyptych.neural.torch.Scope;

/**
 * What Adam remembers of some images, and its step, as {@code ad} has it: one second moment for real and imaginary part, and
 * epsilon relative to the largest one of each image. For gradients g of libtorch, which are twice dL / d conj(z); the step is
 * the same.
 */
final class TorchMoments implements AutoCloseable {
    private final Tensor mean;
    private final Tensor square;

    /** @param images complex, [...][row][column] */
    TorchMoments(Tensor images) {
        try (Scope scope = Scope.open()) {
            this.mean = scope.keep(torch.zeros_like(images.detach()));
            this.square =
                    scope.keep(torch.zeros_like(torch.real(images.detach()).contiguous()));
        }
    }

    /** m: the tensor itself. */
    Tensor mean() {
        return mean;
    }

    /** v: the tensor itself. */
    Tensor square() {
        return square;
    }

    /**
     * Takes in the images' gradient and changes the images, in place. Called without recording.
     *
     * @param rates length of a step of each image, to be broadcast
     * @param step counted from 1
     */
    void step(Tensor images, Tensor rates, double decay, AdSettings settings, long step) {
        Tensor gradient = images.grad().resolve_conj();
        double b1 = settings.beta1();
        double b2 = settings.beta2();
        mean.mul_(new Scalar(b1)).add_(gradient, new Scalar(1 - b1));
        square.mul_(new Scalar(b2)).add_(torch.view_as_real(gradient).square().sum(-1), new Scalar(1 - b2));
        Tensor greatest = square.amax(new long[] {-2, -1}, true).sqrt();
        Tensor root = square.sqrt().add_(greatest.mul(new Scalar(settings.epsilon())));
        // rate m c1 / (sqrt(v) c2 + e sqrt(max) c2), with c2 taken out
        double c1 = 1 / (1 - Math.pow(b1, step));
        double c2 = 1 / Math.sqrt(1 - Math.pow(b2, step));
        Tensor lengths = rates.mul(new Scalar(decay * c1 / c2)).div(root);
        // an image without any gradient stays where it is
        lengths = torch.where(greatest.gt(new Scalar(0.0)), lengths, new Scalar(0.0));
        images.sub_(mean.mul(lengths));
    }

    @Override
    public void close() {
        mean.close();
        square.close();
    }
}
