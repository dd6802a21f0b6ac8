package org.polyptych.physics.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.prepare.BadFrames.Kind;

class BadFramesTest {
    private static Scan clean(double counts) {
        return SimulatedScan.wellPosed().noisy().counts(counts).scan();
    }

    private static float[] scaled(float[] amplitudes, double counts) {
        float[] scaled = amplitudes.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= (float) Math.sqrt(counts);
        }
        return scaled;
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 1e3, 1e6})
    void a_clean_scan_has_none_whether_dim_or_bright(double counts) {
        assertThat(BadFrames.of(clean(counts)).frames()).isEmpty();
    }

    @Test
    void blank_frames_a_closed_shutter_and_a_burst_are_found_each_with_its_reason() {
        Scan scan = clean(1e5);
        float[][] frames = Changed.copiedFrames(scan);
        Arrays.fill(frames[3], 0);
        Arrays.fill(frames[4], 0);
        frames[20] = scaled(frames[20], 0.05);
        frames[40] = scaled(frames[40], 30);
        frames[50][7] = Float.NaN;
        BadFrames bad = BadFrames.of(Changed.frames(scan, frames));
        assertThat(bad.frames()).containsExactly(3, 4, 20, 40, 50);
        assertThat(bad.empty().frames()).containsExactly(3, 4);
        assertThat(bad.list())
                .extracting(BadFrames.Bad::kind)
                .containsExactly(Kind.EMPTY, Kind.EMPTY, Kind.COUNTS, Kind.COUNTS, Kind.NOT_A_NUMBER);
        int[] names = IntStream.range(100, 164).toArray();
        assertThat(bad.text(names))
                .startsWith("103:105 (no counts), 150 (1 pixels not numbers), 120,140 (")
                .contains("median");
    }

    @Test
    void light_that_is_spread_over_the_detector_is_found_though_its_counts_are_usual() {
        Scan scan = clean(300);
        float[][] frames = Changed.copiedFrames(scan);
        RandomStream random = new RandomStream(4, 0);
        double counts = 0;
        for (float amplitude : frames[9]) {
            counts += (double) amplitude * amplitude;
        }
        for (int i = 0; i < frames[9].length; i++) {
            frames[9][i] = (float) Math.sqrt(random.poisson(4 * counts / frames[9].length));
        }
        BadFrames bad = BadFrames.of(Changed.frames(scan, frames));
        assertThat(bad.frames()).containsExactly(9);
    }

    @Test
    void a_specimen_that_takes_two_thirds_of_the_light_makes_no_frame_bad() {
        Scan scan = clean(1e5);
        float[][] frames = Changed.copiedFrames(scan);
        for (int j = 0; j < 20; j++) {
            frames[j] = scaled(frames[j], 0.34);
        }
        assertThat(BadFrames.of(Changed.frames(scan, frames)).frames()).isEmpty();
    }

    @Test
    void a_scan_that_scatters_by_nature_has_none() {
        Scan scan = clean(1e5);
        float[][] frames = Changed.copiedFrames(scan);
        for (int j = 0; j < frames.length; j++) { // over two decades
            frames[j] = scaled(frames[j], Math.pow(10, 2.0 * j / frames.length - 1));
        }
        assertThat(BadFrames.of(Changed.frames(scan, frames)).frames()).isEmpty();
    }
}
