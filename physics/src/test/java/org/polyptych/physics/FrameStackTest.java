package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;

class FrameStackTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 4;

    private final float[][] amplitudes = new float[5][ROWS * COLUMNS];
    private final boolean[] mask = new boolean[ROWS * COLUMNS];

    FrameStackTest() {
        Arrays.fill(mask, true);
        for (int j = 0; j < amplitudes.length; j++) {
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                amplitudes[j][i] = j + i;
            }
        }
    }

    private Scan scan() {
        int n = amplitudes.length;
        return new Scan(
                "test",
                "scan.h5",
                new XrayGeometry(ROWS, COLUMNS, 1e-8, 1e-8, 8000, 1),
                new MemoryFrames(ROWS, COLUMNS, amplitudes),
                mask,
                new Positions(new double[n], new double[n]),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private FrameStack stack() {
        try (Parallel parallel = new Parallel(2)) {
            return FrameStack.of(scan(), parallel);
        }
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(this::stack)
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("scan.h5", "frame 3")
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("\n");
    }

    /** The first bad frame takes longest to read, so that another thread comes upon the others before. */
    @Test
    void ofSeveralBadFramesTheFirstIsNamed() {
        for (int j = 1; j < 5; j++) {
            amplitudes[j][5] = Float.NaN;
        }
        Frames fast = new MemoryFrames(ROWS, COLUMNS, amplitudes);
        Frames slow = new Frames() {
            @Override
            public int count() {
                return fast.count();
            }

            @Override
            public int rows() {
                return ROWS;
            }

            @Override
            public int columns() {
                return COLUMNS;
            }

            @Override
            public void read(int[] indices, float[] buffer) {
                if (indices[0] == 1) {
                    LockSupport.parkNanos(100_000_000);
                }
                fast.read(indices, buffer);
            }
        };
        Scan scan = scan();
        Scan slowly = new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                slow,
                scan.mask(),
                scan.positions(),
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                scan.notes());
        try (Parallel parallel = new Parallel(2)) {
            assertThatThrownBy(() -> FrameStack.of(slowly, parallel))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("frame 1 ");
        }
    }

    @Test
    void framesComeWithTheZeroFrequencyFirst() {
        FrameStack stack = stack();
        int centre = ROWS / 2 * COLUMNS + COLUMNS / 2;
        for (int j = 0; j < 5; j++) {
            assertThat(stack.amplitudes(j)[0]).isEqualTo(amplitudes[j][centre]);
        }
    }

    @Test
    void countsAreThoseOfGoodPixels() {
        mask[7] = false;
        double[] counts = new double[5];
        for (int j = 0; j < 5; j++) {
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                counts[j] += i == 7 ? 0 : amplitudes[j][i] * amplitudes[j][i];
            }
        }
        amplitudes[2][7] = Float.NaN;
        FrameStack stack = stack();
        for (int j = 0; j < 5; j++) {
            assertThat(stack.counts(j)).isCloseTo(counts[j], within(1e-9));
        }
        assertThat(stack.totalCounts()).isCloseTo(Arrays.stream(counts).sum(), within(1e-9));
        assertThat(stack.maxCounts()).isCloseTo(counts[4], within(1e-9));
        assertThat(stack.goodPixels()).isEqualTo(ROWS * COLUMNS - 1);
    }

    /** Pixel (1, 3) is one to the right of the middle (1, 2), so it comes second. */
    @Test
    void maskedPixelsAreZeroWithWeightZero() {
        mask[1 * COLUMNS + 3] = false;
        FrameStack stack = stack();
        assertThat(stack.weights()[1]).isZero();
        assertThat(stack.amplitudes(4)[1]).isZero();
        assertThat(stack.weights()[0]).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1})
    void anAmplitudeThatIsNoneIsRefused(float value) {
        amplitudes[3][5] = value;
        assertRefused("amplitude", String.valueOf(value));
    }

    @Test
    void aBadFrameAmongSomeIsNamedAsTheScanCountsIt() {
        amplitudes[3][5] = -1;
        try (Parallel parallel = new Parallel(1)) {
            assertThatThrownBy(() -> FrameStack.of(scan(), new int[] {4, 3}, parallel))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("frame 3 ");
            assertThat(FrameStack.of(scan(), new int[] {4, 2}, parallel).count())
                    .isEqualTo(2);
        }
    }

    @Test
    void aFrameWithoutCountsIsRefused() {
        amplitudes[3] = new float[ROWS * COLUMNS];
        assertRefused("empty");
    }

    @Test
    void aFrameWithCountsOnMaskedPixelsOnlyIsRefused() {
        mask[5] = false;
        amplitudes[3] = new float[ROWS * COLUMNS];
        amplitudes[3][5] = 100;
        assertRefused("empty");
    }

    @Test
    void theScanItselfIsNotTouched() {
        mask[0] = false;
        stack();
        assertThat(amplitudes[4][0]).isEqualTo(4);
    }
}
