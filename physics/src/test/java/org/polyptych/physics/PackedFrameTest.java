package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;

class PackedFrameTest {
    private static final int PIXELS = 1000;

    private static void assertSameBits(float[] amplitudes) {
        float[] unpacked = new float[amplitudes.length];
        PackedFrame.of(amplitudes).unpack(unpacked);
        for (int i = 0; i < amplitudes.length; i++) {
            assertThat(Float.floatToRawIntBits(unpacked[i]))
                    .as("amplitude %s", amplitudes[i])
                    .isEqualTo(Float.floatToRawIntBits(amplitudes[i]));
        }
    }

    /** Whole counts of up to about {@code most}. */
    private static float[] counts(double most) {
        RandomStream random = new RandomStream(1, 0);
        float[] amplitudes = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            amplitudes[i] = (float) Math.sqrt(Math.floor(random.uniform() * most));
        }
        return amplitudes;
    }

    @Test
    void everyCountUpTo65535ComesBackToTheBit() {
        float[] all = new float[70_000];
        for (int n = 0; n < all.length; n++) {
            all[n] = (float) Math.sqrt(n);
        }
        assertSameBits(all);
    }

    @Test
    void whateverIsNoRootOfAWholeNumberComesBackToo() {
        float[] odd = counts(200);
        odd[3] = 0.3f;
        odd[4] = -0.0f;
        odd[5] = Float.NaN;
        odd[6] = Float.POSITIVE_INFINITY;
        odd[7] = -2;
        odd[8] = Math.nextUp((float) Math.sqrt(7));
        odd[9] = 1e20f;
        assertSameBits(odd);
        assertThat(PackedFrame.of(odd).heapBytes()).isLessThan(2L * PIXELS);
        float[] noise = new float[PIXELS];
        RandomStream random = new RandomStream(2, 0);
        for (int i = 0; i < PIXELS; i++) {
            noise[i] = (float) random.uniform();
        }
        assertSameBits(noise);
    }

    @Test
    void fewCountsTakeAByteAPixelAndManyTwo() {
        assertThat(PackedFrame.of(counts(200)).heapBytes()).isBetween(1L * PIXELS, PIXELS + 200L);
        assertThat(PackedFrame.of(counts(60_000)).heapBytes()).isBetween(2L * PIXELS, 2 * PIXELS + 200L);
    }

    @Test
    void aFewBrightPixelsDoNotMakeItTwo() {
        float[] amplitudes = counts(200);
        amplitudes[500] = (float) Math.sqrt(1e6);
        assertThat(PackedFrame.of(amplitudes).heapBytes()).isLessThan(PIXELS + 200L);
        assertSameBits(amplitudes);
    }
}
