package org.polyptych.physics.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

class PreparationTest {
    private final Scan scan = SimulatedScan.wellPosed().noisy().scan();

    private static DataSettings settings(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (String pair : pairs) {
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return SettingsReader.read(DataSettings.class, "data", values);
    }

    private Scan blank(int... frames) {
        float[][] all = Changed.copiedFrames(scan);
        for (int j : frames) {
            Arrays.fill(all[j], 0);
        }
        return Changed.frames(scan, all);
    }

    @Test
    void by_default_a_good_scan_stays_as_it_is() {
        assertThat(Preparation.of(scan, settings())).isSameAs(scan);
    }

    @Test
    void by_default_blank_frames_are_left_out_and_named_as_in_the_file() {
        int[] names = IntStream.range(500, 564).toArray();
        Scan prepared = Preparation.of(blank(3, 4, 17), names, settings());
        assertThat(prepared.frames().count()).isEqualTo(61);
        assertThat(prepared.positions().y()[3]).isEqualTo(scan.positions().y()[5]);
        assertThat(prepared.notes())
                .containsExactly("data.reject=empty: 3 of 64 frames left out, by their index in the file:"
                        + " 503:505,517 (no counts)");
    }

    @Test
    void with_none_nothing_is_left_out() {
        assertThat(Preparation.of(blank(3), settings("reject=none")).frames().count())
                .isEqualTo(64);
    }

    @Test
    void a_frame_that_is_far_off_is_left_out_on_request_only() {
        float[][] all = Changed.copiedFrames(scan);
        for (int i = 0; i < all[9].length; i++) {
            all[9][i] *= 0.1f;
        }
        Scan dark = Changed.frames(scan, all);
        assertThat(Preparation.of(dark, settings()).frames().count()).isEqualTo(64);
        assertThat(Preparation.of(dark, settings("reject=auto")).frames().count())
                .isEqualTo(63);
    }

    @Test
    void more_bad_frames_than_the_limit_are_an_error_that_names_them() {
        Scan half = blank(IntStream.range(0, 32).toArray());
        assertThatThrownBy(() -> Preparation.of(half, settings()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("32 of 64 frames would be left out")
                .hasMessageContaining("data.rejectAtMost=0.25")
                .hasMessageContaining("0:32 (no counts)")
                .hasMessageNotContaining("\n");
        assertThat(Preparation.of(half, settings("rejectAtMost=0.5")).frames().count())
                .isEqualTo(32);
    }

    @Test
    void a_scan_of_zeros_is_refused() {
        Scan dark = blank(IntStream.range(0, 64).toArray());
        assertThatThrownBy(() -> Preparation.of(dark, settings("rejectAtMost=1")))
                .hasMessageContaining("every frame is empty");
    }

    @Test
    void a_region_keeps_the_frames_inside_and_says_how_many() {
        Scan inside = Preparation.of(scan, settings("region=:0,:0"));
        assertThat(inside.frames().count()).isBetween(12, 20);
        assertThat(Arrays.stream(inside.positions().y()).max().orElseThrow()).isNotPositive();
        assertThat(Arrays.stream(inside.positions().x()).max().orElseThrow()).isNotPositive();
        assertThat(inside.notes())
                .containsExactly(
                        "data.region=:0,:0 um: holds " + inside.frames().count() + " of 64 frames");
    }

    @Test
    void a_region_beside_the_scan_is_refused_with_where_the_scan_is() {
        assertThatThrownBy(() -> Preparation.of(scan, settings("region=5:6,:")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds no frame")
                .hasMessageMatching(".*lie in -0\\.1.*:0\\.1.*,-0\\.1.*:0\\.1.* um");
    }

    @Test
    void a_hot_pixel_no_longer_hides_a_blank_frame() {
        float[][] all = Changed.copiedFrames(blank(5));
        for (float[] frame : all) {
            frame[40] = 20;
        }
        Scan hot = Changed.frames(scan, all);
        assertThat(Preparation.of(hot, settings()).frames().count()).isEqualTo(64);
        Scan prepared = Preparation.of(hot, settings("mask=auto"));
        assertThat(prepared.frames().count()).isEqualTo(63);
        assertThat(prepared.mask()[40]).isFalse();
        assertThat(prepared.notes().getFirst()).isEqualTo("data.mask=auto: 1 stuck, at (row, column): (1, 8) stuck");
    }

    @Test
    void a_mask_that_is_there_is_kept() {
        boolean[] mask = scan.mask().clone();
        mask[100] = false;
        Scan prepared = Preparation.of(Changed.mask(scan, mask), settings("mask=auto"));
        assertThat(prepared.mask()).isEqualTo(mask);
        assertThat(prepared.notes()).containsExactly("data.mask=auto: none found");
    }

    @ParameterizedTest
    @CsvSource({"1e6, 1e6", "1, 1e6", "1e6, 1", "1e-3, 1e-3"})
    void positions_in_absurd_units_are_refused(double down, double right) {
        double[] y = scan.positions().y().clone();
        double[] x = scan.positions().x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] *= down;
            x[j] *= right;
        }
        Scan absurd = Changed.positions(scan, new Positions(y, x));
        assertThatThrownBy(() -> Preparation.of(absurd, settings()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("check the unit of the positions");
    }

    @Test
    void doubts_are_noted_and_not_refused() {
        double[] y = scan.positions().y().clone();
        double[] x = scan.positions().x().clone();
        y[1] = y[0];
        x[1] = x[0];
        assertThat(Preparation.of(Changed.positions(scan, new Positions(y, x)), settings())
                        .notes())
                .containsExactly("1 of 64 frames lie at exactly the position of another one");
        Arrays.fill(y, 0);
        assertThat(ScanDoubts.of(Changed.positions(scan, new Positions(y, x))).getLast())
                .startsWith("the positions lie on a line along x");
        assertThat(ScanDoubts.of(scan.select(new int[] {7})).getFirst()).startsWith("one frame only");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            crop=31          | data.crop must be an even number
            crop=-2          | data.crop must be an even number
            crop=x           | data.crop must be a whole number
            rejectAtMost=1.5 | data.rejectAtMost must be 0 to 1
            reject=all       | data.reject must be one of none, empty, auto
            mask=hot         | data.mask must be one of file, auto
            region=3         | data.region '3' must be 'all' or y0:y1,x0:x1 in um
            """)
    void settings_out_of_range_are_refused(String pair, String said) {
        assertThatThrownBy(() -> settings(pair))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(said);
    }

    @Test
    void a_crop_larger_than_the_frames_is_refused() {
        assertThatThrownBy(() -> Preparation.of(scan, settings("crop=64")))
                .hasMessageContaining("data.crop is 64, but the frames have only 32 x 32 pixels");
    }
}
