package org.polyptych.physics.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class CentralCropTest {
    private final Scan scan = SimulatedScan.wellPosed().scan();
    private final Scan cropped = CentralCrop.of(scan, 20);

    @Test
    void the_zero_frequency_stays_at_half_the_size() {
        float[] whole = scan.frames().frame(11);
        float[] cut = cropped.frames().frame(11);
        assertThat(cut).hasSize(400);
        assertThat(cut[10 * 20 + 10]).isEqualTo(whole[16 * 32 + 16]);
        assertThat(cut[0]).isEqualTo(whole[6 * 32 + 6]);
        assertThat(cut[19 * 20 + 4]).isEqualTo(whole[25 * 32 + 10]);
    }

    @Test
    void frames_that_lie_in_memory_lie_there_whole() {
        assertThat(cropped.frames().heapBytes())
                .isEqualTo(scan.frames().heapBytes())
                .isPositive();
    }

    @Test
    void frames_are_read_in_the_order_asked_for() {
        float[] two = new float[800];
        cropped.frames().read(new int[] {5, 2}, two);
        assertThat(Arrays.copyOfRange(two, 400, 800)).isEqualTo(cropped.frames().frame(2));
    }

    @Test
    void the_pixel_grows_and_the_detector_pixel_and_the_field_of_view_stay() {
        assertThat(cropped.geometry().pixelHeight()).isCloseTo(1.6e-8, within(1e-20));
        assertThat(cropped.geometry().detectorPixelWidth())
                .isCloseTo(scan.geometry().detectorPixelWidth(), within(1e-12));
        assertThat(20 * cropped.geometry().pixelWidth())
                .isCloseTo(32 * scan.geometry().pixelWidth(), within(1e-18));
        assertThat(cropped.geometry().wavelength()).isEqualTo(scan.geometry().wavelength());
    }

    @Test
    void the_mask_is_cut_like_the_frames() {
        boolean[] mask = scan.mask().clone();
        mask[16 * 32 + 16] = false;
        mask[6 * 32 + 7] = false;
        boolean[] cut = CentralCrop.of(Changed.mask(scan, mask), 20).mask();
        assertThat(cut[10 * 20 + 10]).isFalse();
        assertThat(cut[1]).isFalse();
        assertThat(cut[0]).isTrue();
    }

    @Test
    void the_probe_without_a_specimen_gives_the_middle_of_the_same_pattern() {
        float[] whole = pattern(scan.probe().orElseThrow());
        Probe small = cropped.probe().orElseThrow();
        float[] cut = pattern(small);
        assertThat(small.rows()).isEqualTo(20);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 20; x++) {
                assertThat(cut[y * 20 + x]).isCloseTo(whole[(y + 6) * 32 + x + 6], within(2e-3f));
            }
        }
    }

    @Test
    void what_has_the_old_pixel_is_left_out_and_said() {
        assertThat(cropped.truth()).isEmpty();
        assertThat(cropped.notes())
                .anyMatch(note -> note.contains("central 20 x 20 of 32 x 32") && note.contains("16.00 x 16.00 nm"))
                .anyMatch(note -> note.contains("truth"));
    }

    @Test
    void more_than_there_is_is_refused_and_all_there_is_changes_nothing() {
        assertThatThrownBy(() -> CentralCrop.of(scan, 34))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("34")
                .hasMessageContaining("32 x 32");
        assertThat(CentralCrop.of(scan, 32)).isSameAs(scan);
    }

    private static float[] pattern(Probe probe) {
        ComplexImage wave = FftOrder.fromCentred(probe.mode(0));
        try (Fft2 fft = Fft2.of(probe.rows(), probe.columns())) {
            fft.forward(wave.re(), wave.im());
        }
        return FftOrder.toCentred(wave).amplitude().values();
    }
}
