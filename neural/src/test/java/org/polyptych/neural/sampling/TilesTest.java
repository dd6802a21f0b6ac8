package org.polyptych.neural.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Patches cover an image, and put together they are the image. */
class TilesTest {
    private static Tensor random(long seed, long... shape) {
        RandomStream random = new RandomStream(seed, 0);
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.gaussian();
        }
        return Tensors.of(values, shape);
    }

    private static Tensor blended(Tiles tiles, Tensor patches) {
        Tensor sums = tiles.nothing(2);
        tiles.add(patches.narrow(0, 0, 2), 0, sums);
        tiles.add(patches.narrow(0, 2, patches.size(0) - 2), 2, sums);
        return tiles.means(sums);
    }

    @Test
    void they_begin_at_both_ends_and_overlap_by_what_is_asked() {
        assertThat(Tiles.starts(64, 64, 16)).containsExactly(0);
        assertThat(Tiles.starts(65, 64, 16)).containsExactly(0, 1);
        assertThat(Tiles.starts(160, 64, 16)).containsExactly(0, 48, 96);
        for (int length = 8; length < 60; length++) {
            int[] starts = Tiles.starts(length, 8, 3);
            assertThat(starts[starts.length - 1]).isEqualTo(length - 8);
            for (int k = 1; k < starts.length; k++) {
                assertThat(starts[k] - starts[k - 1]).isBetween(1, 5);
            }
        }
    }

    @Test
    void what_was_cut_is_put_together_again() {
        try (Scope scope = Scope.open();
                Tiles tiles = new Tiles(21, 13, 8, 3)) {
            assertThat(tiles.count()).isEqualTo(4 * 2);
            Tensor image = random(1, 2, 21, 13);
            float[] again = Tensors.floats(blended(tiles, tiles.cut(image, 0, tiles.count())));
            float[] before = Tensors.floats(image);
            for (int i = 0; i < before.length; i++) {
                assertThat(again[i]).isCloseTo(before[i], within(1e-5f));
            }
        }
    }

    @Test
    void the_way_back_is_the_adjoint_of_putting_together() {
        try (Scope scope = Scope.open();
                Tiles tiles = new Tiles(21, 13, 8, 3)) {
            Tensor patches = random(2, tiles.count(), 2, 8, 8);
            Tensor image = random(3, 2, 21, 13);
            double there = Tensors.number(blended(tiles, patches).mul(image).sum());
            double back = Tensors.number(
                    tiles.back(image, 0, tiles.count()).mul(patches).sum());
            assertThat(back).isCloseTo(there, within(1e-4 * Math.abs(there) + 1e-4));
        }
    }
}
