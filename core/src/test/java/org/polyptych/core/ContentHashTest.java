package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private static float[] values(int n) {
        float[] values = new float[n];
        RandomStream random = new RandomStream(4, n);
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.gaussian();
        }
        return values;
    }

    @Test
    void everyBitOfEveryValueCounts() {
        Set<Long> seen = new HashSet<>();
        float[] values = values(37);
        seen.add(new ContentHash().add(values).value());
        for (int i = 0; i < values.length; i++) {
            for (int bit = 0; bit < Float.SIZE; bit++) {
                float[] changed = values.clone();
                changed[i] = Float.intBitsToFloat(Float.floatToRawIntBits(changed[i]) ^ 1 << bit);
                seen.add(new ContentHash().add(changed).value());
            }
        }
        assertThat(seen).hasSize(1 + 37 * Float.SIZE);
    }

    @Test
    void orderAndLengthCount() {
        Set<Long> seen = new HashSet<>();
        seen.add(new ContentHash().add(new float[] {1, 2, 3, 4, 5}).value());
        seen.add(new ContentHash().add(new float[] {2, 1, 3, 4, 5}).value());
        seen.add(new ContentHash().add(new float[] {5, 2, 3, 4, 1}).value());
        seen.add(new ContentHash().add(new float[] {1, 2, 3, 4, 5, 0}).value());
        seen.add(new ContentHash()
                .add(new float[] {1, 2, 3})
                .add(new float[] {4, 5})
                .value());
        assertThat(seen).hasSize(5);
    }

    @Test
    void theSameContentHasTheSameHashWhereverItLies() {
        float[] values = values(100);
        float[] inside = new float[117];
        System.arraycopy(values, 0, inside, 13, 100);
        assertThat(new ContentHash().add(inside, 13, 113).text())
                .isEqualTo(new ContentHash().add(values).text())
                .hasSize(16);
    }

    @Test
    void maskAndNumbersCount() {
        boolean[] mask = new boolean[130];
        long all = new ContentHash().add(mask).value();
        mask[129] = true;
        long last = new ContentHash().add(mask).value();
        mask[129] = false;
        mask[1] = true;
        assertThat(Set.of(all, last, new ContentHash().add(mask).value())).hasSize(3);
        assertThat(new ContentHash().add(0.0).value())
                .isNotEqualTo(new ContentHash().add(-0.0).value());
    }
}
