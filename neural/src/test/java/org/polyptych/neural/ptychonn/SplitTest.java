package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.physics.Scan;

/** What judges must not have been seen. */
class SplitTest {
    private static LabelledScan labelled(Scan scan) {
        return new LabelledScan(ScannedField.labelled(scan), LitDisc.of(6, 32), PatternPreparation.plain(32));
    }

    @Test
    void of_one_scan_an_end_is_set_apart_that_shares_no_pixel_with_what_is_learned() {
        LabelledScan scan = labelled(ScannedField.scan(16, 4, 3, 1));
        Split split = Split.of(List.of(scan), 0.25, 12);
        assertThat(split.validation()).hasSize(16);
        assertThat(split.training()).hasSize((16 - 4 - 3) * 4);
        double[] y = scan.scan().positions().y();
        double last =
                split.training().stream().mapToDouble(e -> y[e.frame()]).max().orElseThrow();
        double first =
                split.validation().stream().mapToDouble(e -> y[e.frame()]).min().orElseThrow();
        assertThat((first - last) / 1e-8).isGreaterThanOrEqualTo(12 - 1e-6);
    }

    @Test
    void of_several_scans_whole_ones_are_set_apart() {
        List<LabelledScan> scans = List.of(
                labelled(ScannedField.scan(3, 3, 3, 1)),
                labelled(ScannedField.scan(2, 3, 3, 2)),
                labelled(ScannedField.scan(2, 2, 3, 3)));
        Split split = Split.of(scans, 0.1, 12);
        assertThat(split.training()).hasSize(15);
        assertThat(split.validation().stream().map(Split.Example::scan).collect(Collectors.toSet()))
                .containsExactly(2);
    }

    @Test
    void without_a_share_all_is_learned_from() {
        Split split = Split.of(List.of(labelled(ScannedField.scan(3, 3, 3, 1))), 0, 12);
        assertThat(split.training()).hasSize(9);
        assertThat(split.validation()).isEmpty();
    }
}
