package org.polyptych.io.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bits that were sorted come back to their numbers, as the definition says, one bit at a time. */
class BitShuffleTest {
    private static final int[] COUNTS = {8, 16, 56, 64, 72, 128, 200, 512, 1024, 4096, 4104, 8192, 8200, 20_000};

    private static byte[] random(int n, int seed) {
        byte[] bytes = new byte[n];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Bit b of byte k of number i goes to byte i / 8 of row 8 k + b, at bit i % 8. */
    private static byte[] shuffled(byte[] numbers, int size) {
        int n = numbers.length / size;
        byte[] rows = new byte[numbers.length];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < size; k++) {
                for (int b = 0; b < 8; b++) {
                    int bit = numbers[i * size + k] >>> b & 1;
                    rows[(k * 8 + b) * (n / 8) + i / 8] |= (byte) (bit << i % 8);
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 8, 12, 16})
    void anyNumberOfNumbersOfAnySize(int size) {
        BitShuffle shuffle = new BitShuffle(size);
        for (int n : COUNTS) {
            byte[] numbers = random(n * size, n + size);
            byte[] from = new byte[numbers.length + 5];
            System.arraycopy(shuffled(numbers, size), 0, from, 5, numbers.length);
            byte[] into = new byte[numbers.length + 10];
            shuffle.unshuffle(from, 5, into, 7, n);
            byte[] expected = new byte[numbers.length + 10];
            System.arraycopy(numbers, 0, expected, 7, numbers.length);
            assertThat(into).as("%d numbers", n).isEqualTo(expected);
        }
    }

    @Test
    void onlyEightsOfNumbersWithinTheirArrays() {
        BitShuffle shuffle = new BitShuffle(2);
        assertThatThrownBy(() -> shuffle.unshuffle(new byte[40], 0, new byte[40], 0, 12))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> shuffle.unshuffle(new byte[40], 0, new byte[31], 0, 16))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new BitShuffle(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
