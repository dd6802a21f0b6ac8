package org.polyptych.physics.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class BadPixelsTest {
    private static final int SIDE = 64;

    /** 100 frames of 64 x 64: a disc of speckle in a dark field. */
    private static Scan clean(double counts) {
        return SimulatedScan.wellPosed()
                .side(SIDE)
                .frames(10)
                .rough()
                .noisy()
                .counts(counts)
                .scan();
    }

    private static Scan spoilt(Scan scan, int[] hot, double rate, int[] dead, int[] stuck) {
        float[][] frames = Changed.copiedFrames(scan);
        for (int j = 0; j < frames.length; j++) {
            RandomStream random = new RandomStream(21, j);
            for (int i : hot) {
                double counts = (double) frames[j][i] * frames[j][i] + random.poisson(rate);
                frames[j][i] = (float) Math.sqrt(counts);
            }
            for (int i : dead) {
                frames[j][i] = 0;
            }
            for (int i : stuck) {
                frames[j][i] = 3;
            }
        }
        return Changed.frames(scan, frames);
    }

    private static int at(int row, int column) {
        return row * SIDE + column;
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 1e3, 1e5, 1e8})
    void a_clean_scan_has_none_whether_dim_or_bright(double counts) {
        assertThat(BadPixels.of(clean(counts)).list()).isEmpty();
    }

    @Test
    void a_clean_scan_without_noise_has_none() {
        assertThat(BadPixels.of(SimulatedScan.wellPosed().rough().scan()).list())
                .isEmpty();
        assertThat(BadPixels.of(SimulatedScan.wellPosed().defocus(0).scan()).list())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.9, 32, 32", "0.9, 32.5, 31.5", "0.6, 32, 32", "0.85, 20, 41", "0.7, 20.5, 41", "0.7, 20.5, 41.5"})
    void a_direct_beam_as_sharp_as_a_pixel_is_not_hot(double width, double row, double column) {
        assertThat(BadPixels.of(SharpBeam.scan(width, 1e6, row, column)).list()).isEmpty();
        assertThat(BadPixels.of(SharpBeam.scan(width, 300, row, column)).list()).isEmpty();
    }

    @Test
    void planted_pixels_are_all_found_and_nothing_else() {
        int[] hot = {at(3, 5), at(10, 60), at(40, 2), at(40, 3), at(63, 63), at(0, 30), at(58, 20)};
        int[] dead = {at(32, 32), at(30, 36), at(36, 30), at(36, 31)};
        int[] stuck = {at(28, 28), at(5, 50)};
        BadPixels found = BadPixels.of(spoilt(clean(1e5), hot, 200, dead, stuck));
        assertThat(found.hot()).containsExactlyInAnyOrder(hot);
        assertThat(found.dead()).containsExactlyInAnyOrder(dead);
        assertThat(found.stuck()).containsExactlyInAnyOrder(stuck);
        assertThat(found.text(2))
                .isEqualTo("7 hot, 4 dead, 2 stuck, at (row, column): (0, 30) hot, (3, 5) hot, ... (11 more)");
    }

    @Test
    void a_hot_pixel_is_found_in_a_dim_scan() {
        int[] hot = {at(8, 8), at(50, 51)};
        BadPixels found = BadPixels.of(spoilt(clean(100), hot, 3, new int[0], new int[0]));
        assertThat(found.hot()).containsExactly(hot);
    }

    @Test
    void hot_pixels_are_found_around_a_sharp_beam_but_not_the_beam() {
        int[] hot = {at(20, 20), at(45, 33)};
        BadPixels found = BadPixels.of(spoilt(SharpBeam.scan(0.7, 1e5, 32, 32), hot, 500, new int[0], new int[0]));
        assertThat(found.list()).hasSize(2);
        assertThat(found.hot()).containsExactly(hot);
    }

    @Test
    void a_row_of_dead_pixels_is_found_and_a_dark_field_is_not() {
        int[] row = IntStream.range(22, 43).map(c -> at(32, c)).toArray();
        Scan scan = spoilt(clean(1e6), new int[0], 0, row, new int[0]);
        assertThat(BadPixels.of(scan).dead()).contains(row);
        float[][] frames = Changed.copiedFrames(clean(1e6));
        for (float[] frame : frames) { // a beam stop
            for (int r = 26; r < 38; r++) {
                Arrays.fill(frame, at(r, 26), at(r, 38), 0);
            }
        }
        assertThat(BadPixels.of(Changed.frames(scan, frames)).list()).isEmpty();
    }

    @Test
    void what_strikes_one_frame_makes_no_pixel_hot() {
        Scan scan = clean(1e4);
        float[][] frames = Changed.copiedFrames(scan);
        frames[17][at(7, 9)] = 1000;
        frames[50][at(7, 9)] = 1000;
        assertThat(BadPixels.of(Changed.frames(scan, frames)).list()).isEmpty();
    }

    @Test
    void a_pixel_that_is_masked_already_is_neither_found_nor_asked() {
        int[] hot = {at(10, 10), at(10, 12)};
        Scan scan = spoilt(clean(1e5), hot, 200, new int[0], new int[0]);
        boolean[] mask = scan.mask().clone();
        mask[hot[0]] = false;
        assertThat(BadPixels.of(Changed.mask(scan, mask)).hot()).containsExactly(hot[1]);
    }

    @Test
    void a_pixel_without_numbers_is_found_and_a_frame_without_is_not_its_pixels_fault() {
        Scan scan = clean(1e5);
        float[][] frames = Changed.copiedFrames(scan);
        for (float[] frame : frames) {
            frame[77] = Float.NaN;
        }
        Arrays.fill(frames[5], Float.NaN);
        BadPixels found = BadPixels.of(Changed.frames(scan, frames));
        assertThat(found.notNumbers()).containsExactly(77);
        assertThat(found.count()).isEqualTo(1);
    }

    @Test
    void blank_frames_hide_nothing() {
        Scan scan = spoilt(clean(1e5), new int[] {at(3, 5)}, 200, new int[] {at(32, 32)}, new int[] {at(28, 28)});
        float[][] frames = Changed.copiedFrames(scan);
        Arrays.fill(frames[0], 0);
        Arrays.fill(frames[30], 0);
        assertThat(BadPixels.of(Changed.frames(scan, frames)).count()).isEqualTo(3);
    }

    @Test
    void frames_that_are_all_the_same_have_no_stuck_pixels() {
        Scan scan = clean(1e5);
        float[][] frames = Changed.copiedFrames(scan);
        Arrays.fill(frames, frames[0]);
        assertThat(BadPixels.of(Changed.frames(scan, frames)).stuck()).isEmpty();
    }

    @Test
    void a_mask_that_takes_more_than_a_twentieth_is_refused() {
        Scan scan = clean(1e5);
        float[][] frames = Changed.copiedFrames(scan);
        for (float[] frame : frames) {
            Arrays.fill(frame, 0, 400, Float.NaN);
        }
        BadPixels found = BadPixels.of(Changed.frames(scan, frames));
        assertThat(found.tooMany()).isTrue();
        assertThatThrownBy(() -> found.removedFrom(scan.mask(), "scan.h5"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("400 of 4096 pixels");
    }

    @Test
    void few_frames_say_nothing_about_hot_pixels() {
        Scan few = spoilt(clean(1e5), new int[] {at(3, 5)}, 200, new int[0], new int[0])
                .select(IntStream.range(0, 10).toArray());
        assertThat(BadPixels.of(few).count()).isZero();
    }
}
