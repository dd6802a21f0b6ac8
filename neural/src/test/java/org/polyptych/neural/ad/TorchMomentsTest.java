package org.polyptych.neural.ad;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.adam.AdSettings;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

class TorchMomentsTest {
    private static final AdSettings USUAL = (AdSettings) SettingsReader.defaults(AdSettings.class);

    /** The squares of such gradients are no floats any more; the one image beside goes on. */
    @Test
    void an_image_whose_gradients_vanish_stays_where_it_is() {
        float[] real = {1, 2, 3, 4};
        float[] gradient = {1e-25f, -1e-25f, 1, -1};
        try (Scope scope = Scope.open()) {
            Tensor images = Tensors.complex(Tensors.of(real, 2, 1, 2), Tensors.of(new float[4], 2, 1, 2))
                    .detach();
            images.requires_grad_(true);
            Tensor weights = Tensors.complex(Tensors.of(gradient, 2, 1, 2), Tensors.of(new float[4], 2, 1, 2));
            torch.real(images.mul(weights)).sum().backward();
            try (TorchMoments moments = new TorchMoments(images);
                    NoGradGuard without = new NoGradGuard()) {
                moments.step(images, Tensors.of(new float[] {0.5f}, 1, 1, 1), 1, USUAL, 1);
                float[] moved = Tensors.images(images)[0].re();
                assertThat(moved).containsExactly(1, 2);
                assertThat(Tensors.images(images)[1].re()[0]).isLessThan(2.6f);
                assertThat(Tensors.images(images)[1].re()[1]).isGreaterThan(4.4f);
            }
        }
    }
}
