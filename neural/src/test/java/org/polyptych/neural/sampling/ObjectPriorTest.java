package org.polyptych.neural.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.diffusion.Channels;
import org.polyptych.neural.diffusion.Denoiser;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;

/** A prior of small patches asked for a larger image. */
class ObjectPriorTest {
    private static final Channels CHANNELS = new Channels.AmplitudePhase(
            0.8, 0.1, new Channels.AmplitudePhase.Range(0.5, 1.1), new Channels.AmplitudePhase.Range(-1, 1.4));

    /** Mixes neighbours and bends what they say, so that a mistake on the way back would show. */
    private record Bent(Channels channels) implements Denoiser {
        @Override
        public int side() {
            return 6;
        }

        @Override
        public Tensor denoise(Tensor noisy, double sigma) {
            return noisy.roll(new long[] {1}, new long[] {3}).add(noisy.flip(1)).tanh();
        }

        @Override
        public void close() {}
    }

    private static float[] random(int count) {
        RandomStream random = new RandomStream(4, 0);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.4 * random.gaussian());
        }
        return values;
    }

    /** Sum of |O - target|^2, whose gradient dL / d conj(O) is O - target. */
    private static double loss(ObjectPrior prior, float[] noisy, ComplexImage target) {
        ComplexImage image = prior.image(prior.denoised(noisy, 0.3));
        double loss = 0;
        for (int i = 0; i < image.size(); i++) {
            loss += Math.pow(image.re()[i] - target.re()[i], 2) + Math.pow(image.im()[i] - target.im()[i], 2);
        }
        return loss;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 64})
    void the_gradient_through_channels_network_and_blending_is_that_of_finite_differences(int batch) {
        Canvas canvas = Canvas.of(9, 11, 6);
        try (ObjectPrior prior = new ObjectPrior(new Bent(CHANNELS), canvas, 0.3, batch, Device.CPU);
                Scope scope = Scope.open()) {
            float[] noisy = random(2 * 9 * 11);
            ComplexImage target = ComplexImage.constant(9, 11, 0.6f, -0.2f);
            ObjectPrior.Guess guess = prior.guess(noisy, 0.3);
            assertThat(guess.clean()).containsExactly(prior.denoised(noisy, 0.3));
            ComplexImage by = prior.image(guess.clean());
            for (int i = 0; i < by.size(); i++) {
                by.re()[i] -= target.re()[i];
                by.im()[i] -= target.im()[i];
            }
            float[] gradient = guess.gradient(by);
            float h = 1e-2f;
            for (int i = 0; i < noisy.length; i += 17) {
                float[] up = noisy.clone();
                float[] down = noisy.clone();
                up[i] += h;
                down[i] -= h;
                double slope = (loss(prior, up, target) - loss(prior, down, target)) / (2 * h);
                assertThat((double) gradient[i]).isCloseTo(slope, within(2e-3 + 0.01 * Math.abs(slope)));
            }
        }
    }

    @Test
    void patches_at_a_time_change_nothing_but_rounding_and_a_small_object_gets_a_margin() {
        Canvas canvas = Canvas.of(4, 9, 6);
        assertThat(canvas).isEqualTo(new Canvas(6, 9, 1, 0, 4, 9));
        float[] noisy = random(2 * 6 * 9);
        try (ObjectPrior one = new ObjectPrior(new Bent(CHANNELS), canvas, 0.5, 1, Device.CPU);
                ObjectPrior all = new ObjectPrior(new Bent(CHANNELS), canvas, 0.5, 64, Device.CPU)) {
            float[] some = all.denoised(noisy, 0.3);
            float[] each = one.denoised(noisy, 0.3);
            for (int i = 0; i < some.length; i++) {
                assertThat(each[i]).isCloseTo(some[i], within(1e-6f));
            }
        }
        ComplexImage object = ComplexImage.constant(4, 9, 2, 3);
        ComplexImage around = ComplexImage.constant(6, 9, 1, 1);
        canvas.put(object, around);
        assertThat(around.re()[0]).isEqualTo(1);
        ComplexImage again = ComplexImage.zeros(4, 9);
        canvas.take(around, again);
        assertThat(again.im()).isEqualTo(object.im());
    }
}
