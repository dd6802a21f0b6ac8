package org.polyptych.neural.sampling;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.diffusion.Denoiser;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * A prior of patches as one of an object of any size: it is asked for patches that overlap and blend, while the data see one
 * object. Closes the prior with itself.
 */
public final class ObjectPrior implements AutoCloseable {
    private final Denoiser denoiser;
    private final Canvas canvas;
    private final Tiles tiles;
    private final int batch;
    private final Device device;

    /**
     * @param denoiser closed with this
     * @param overlap of neighbouring patches, as a share of their side, from 0 to below 1
     * @param batch patches asked for at a time
     * @param device where the prior works
     */
    public ObjectPrior(Denoiser denoiser, Canvas canvas, double overlap, int batch, Device device) {
        this.denoiser = denoiser;
        this.canvas = canvas;
        int side = denoiser.side();
        this.tiles =
                new Tiles(canvas.rows(), canvas.columns(), side, (int) Math.min(side - 1L, Math.round(overlap * side)));
        this.batch = batch;
        this.device = device;
    }

    public Canvas canvas() {
        return canvas;
    }

    int patches() {
        return tiles.count();
    }

    /** Real part of the mean of what it knows. */
    double meanRe() {
        return denoiser.channels().meanRe();
    }

    /** Imaginary part of that mean. */
    double meanIm() {
        return denoiser.channels().meanIm();
    }

    /** Root mean square of the objects whose channels are 1/2 or -1/2: about how bright they are. */
    double typicalAmplitude() {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor channels = Tensors.of(new float[] {-0.5f, -0.5f, 0.5f, 0.5f, -0.5f, 0.5f, -0.5f, 0.5f}, 1, 2, 2, 2);
            ComplexImage objects = Tensors.images(denoiser.channels().objects(channels))[0];
            return Math.sqrt(objects.power() / objects.size());
        }
    }

    /** How much an object changes by a channel, root mean square over both at the middle of what it knows. */
    double objectPerChannel() {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            float step = 0.01f;
            Tensor channels = Tensors.of(new float[] {0, step, 0, 0, 0, step}, 1, 2, 1, 3);
            ComplexImage objects = Tensors.images(denoiser.channels().objects(channels))[0];
            double sum = 0;
            for (int k = 1; k < 3; k++) {
                sum += Math.pow(objects.re()[k] - objects.re()[0], 2) + Math.pow(objects.im()[k] - objects.im()[0], 2);
            }
            return Math.sqrt(sum / 2) / step;
        }
    }

    /** Channels of an image on the canvas, [2][row][column], one row after the other. */
    public float[] channels(ComplexImage image) {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            return Tensors.floats(denoiser.channels().of(Tensors.of(image)));
        }
    }

    /** The image that channels mean. */
    public ComplexImage image(float[] channels) {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            return Tensors.images(denoiser.channels().objects(batchOfOne(channels)))[0];
        }
    }

    private Tensor batchOfOne(float[] channels) {
        return Tensors.of(channels, 1, 2, canvas.rows(), canvas.columns());
    }

    /**
     * What noisy channels were before the noise.
     *
     * @param noisy as {@link #channels} has them
     * @param sigma of the noise in each
     */
    public float[] denoised(float[] noisy, double sigma) {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor image = batchOfOne(noisy).select(0, 0);
            Tensor sums = tiles.nothing(2);
            for (int from = 0; from < tiles.count(); from += batch) {
                try (Scope inner = Scope.open()) {
                    int to = Math.min(tiles.count(), from + batch);
                    tiles.add(asked(tiles.cut(image, from, to), sigma), from, sums);
                }
            }
            return Tensors.floats(tiles.means(sums));
        }
    }

    private Tensor asked(Tensor patches, double sigma) {
        Tensor there = patches.to(device.torch(), patches.scalar_type());
        return denoiser.denoise(there, sigma).to(Device.CPU.torch(), patches.scalar_type());
    }

    /**
     * What noisy channels were before the noise, and the way back to them; lives as long as the caller's {@link Scope}.
     *
     * @param noisy as {@link #channels} has them
     * @param sigma of the noise in each
     */
    Guess guess(float[] noisy, double sigma) {
        return new Guess(noisy, sigma);
    }

    /** Patches that are one batch pass the network once, forth and back; of more, each passes it once more on the way back. */
    final class Guess {
        private final Tensor noisy;
        private final double sigma;
        /** What the network says of all patches, in the graph; null where they are several batches. */
        private final Tensor said;

        private final float[] clean;

        private Guess(float[] noisy, double sigma) {
            this.noisy = batchOfOne(noisy).select(0, 0);
            this.noisy.requires_grad_(true);
            this.sigma = sigma;
            this.said = tiles.count() <= batch ? asked(tiles.cut(this.noisy, 0, tiles.count()), sigma) : null;
            this.clean = said == null ? denoised(noisy, sigma) : blended(said.detach());
        }

        /** As {@link #denoised} has it. */
        float[] clean() {
            return clean;
        }

        /**
         * The gradient by the noisy channels of a loss of the image that they are without the noise: back through the channels
         * and the network. To be asked for once.
         *
         * @param byImage dL / d conj(O) on the canvas
         */
        float[] gradient(ComplexImage byImage) {
            try (Scope scope = Scope.open()) {
                Tensor byClean = byChannels(clean, byImage).select(0, 0);
                for (int from = 0; from < tiles.count(); from += batch) {
                    try (Scope inner = Scope.open()) {
                        int to = Math.min(tiles.count(), from + batch);
                        Tensor made = said == null ? asked(tiles.cut(noisy, from, to), sigma) : said;
                        made.mul(tiles.back(byClean, from, to)).sum().backward();
                    }
                }
                return Tensors.floats(noisy.grad());
            }
        }
    }

    /** Of what the network says of all patches. */
    private float[] blended(Tensor said) {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor sums = tiles.nothing(2);
            tiles.add(said, 0, sums);
            return Tensors.floats(tiles.means(sums));
        }
    }

    /** dL = 2 Re sum conj(gradient) dO, gone back to the channels. */
    private Tensor byChannels(float[] clean, ComplexImage byImage) {
        Tensor channels = batchOfOne(clean);
        channels.requires_grad_(true);
        Tensor parts = torch.view_as_real(denoiser.channels().objects(channels));
        Tensor by = torch.view_as_real(Tensors.of(byImage));
        parts.mul(by).sum().mul(new Scalar(2.0)).backward();
        return channels.grad();
    }

    @Override
    public void close() {
        tiles.close();
        denoiser.close();
    }
}
