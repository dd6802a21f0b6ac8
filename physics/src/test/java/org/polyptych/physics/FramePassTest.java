package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pass over all frames sees each of them once, as it is, and in their order where that is asked for. */
class FramePassTest {
    /** Frame j is full of j; counts how often each is read. */
    private record Numbered(int count, int rows, int columns, AtomicIntegerArray reads) implements Frames {
        Numbered(int count) {
            this(count, 40, 60, new AtomicIntegerArray(count));
        }

        @Override
        public void read(int[] indices, float[] buffer) {
            int pixels = rows * columns;
            for (int k = 0; k < indices.length; k++) {
                reads.incrementAndGet(indices[k]);
                Arrays.fill(buffer, k * pixels, (k + 1) * pixels, indices[k]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 128, 300})
    void inOrderEachOnce(int count) {
        Numbered frames = new Numbered(count);
        List<Integer> seen = new ArrayList<>();
        FramePass.inOrder(frames, (j, amplitudes) -> {
            assertThat(amplitudes).containsOnly(j);
            amplitudes[5] = -1;
            seen.add(j);
        });
        assertThat(seen).hasSize(count).isSorted().doesNotHaveDuplicates();
        for (int j = 0; j < count; j++) {
            assertThat(frames.reads().get(j)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300})
    void eachOnceInAnyOrder(int count) {
        Numbered frames = new Numbered(count);
        AtomicIntegerArray seen = new AtomicIntegerArray(count);
        FramePass.each(frames, (j, amplitudes) -> {
            assertThat(amplitudes).containsOnly(j);
            seen.incrementAndGet(j);
        });
        for (int j = 0; j < count; j++) {
            assertThat(seen.get(j)).isEqualTo(1);
            assertThat(frames.reads().get(j)).isEqualTo(1);
        }
    }

    /** Adding in another order, or by parts, would give other bits. */
    @Test
    void aSumInOrderHasTheBitsOfALoop() {
        Numbered frames = new Numbered(200);
        double[] sum = new double[1];
        FramePass.inOrder(frames, (j, amplitudes) -> {
            for (float a : amplitudes) {
                sum[0] += Math.sin(a) * Math.exp(a / 9);
            }
        });
        double expected = 0;
        for (int j = 0; j < 200; j++) {
            for (float a : frames.frame(j)) {
                expected += Math.sin(a) * Math.exp(a / 9);
            }
        }
        assertThat(sum[0]).isEqualTo(expected);
    }

    @Test
    void aFailureOfAnyThreadIsTheCallers() {
        assertThatThrownBy(() -> FramePass.inOrder(new Numbered(200), (j, amplitudes) -> {
                    if (j == 150) {
                        throw new IllegalStateException("frame 150");
                    }
                }))
                .hasMessage("frame 150");
    }
}
