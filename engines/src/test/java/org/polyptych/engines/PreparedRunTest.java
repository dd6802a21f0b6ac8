package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** The settings of the group data, from Java. */
class PreparedRunTest {
    private final Scan good = SimulatedScan.wellPosed().scan();

    private Scan blank(int frame) {
        float[][] frames = ChangedScan.of(good).copiedFrames();
        Arrays.fill(frames[frame], 0);
        return ChangedScan.of(good).frames(frames).scan();
    }

    private static Reconstruction recipe(String... settings) {
        return Reconstruction.with("rpie", SomeSettings.of(settings), 2, 1, 1);
    }

    @Test
    void a_run_leaves_out_what_preparing_leaves_out_and_gives_the_same_bits() {
        Scan scan = blank(9);
        Result whole = recipe().run(scan, Observer.NONE);
        Result prepared =
                recipe().run(recipe().prepare(scan), Optional.empty(), Optional.empty(), Observer.NONE, () -> false);
        assertThat(whole.positions().count()).isEqualTo(63);
        assertThat(whole.specimen().image().re())
                .isEqualTo(prepared.specimen().image().re());
        try (EngineSession session = recipe().begin(scan)) {
            session.step();
            session.step();
            assertThat(session.state().specimen().image().re())
                    .isEqualTo(whole.specimen().image().re());
        }
    }

    @Test
    void a_run_of_a_scan_as_it_is_refuses_the_blank_frame() {
        Scan scan = blank(9);
        assertThatThrownBy(() -> recipe().run(scan, Optional.empty(), Optional.empty(), Observer.NONE, () -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void the_settings_are_part_of_the_record() {
        Result result = recipe("data.region=:0.05,:", "data.crop=24").run(good, Observer.NONE);
        assertThat(result.provenance().settings())
                .containsEntry("data.region", ":0.05,:")
                .containsEntry("data.crop", "24")
                .containsEntry("data.reject", "empty");
        assertThat(result.probe().rows()).isEqualTo(24);
        assertThat(result.specimen().pixelWidth()).isEqualTo(1e-8 * 32 / 24);
        assertThat(result.positions().count()).isBetween(32, 63);
    }

    @Test
    void one_frame_is_enough_only_for_a_known_probe() {
        Scan one = good.select(new int[] {20});
        assertThatThrownBy(() -> recipe().run(one, Observer.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("one frame only");
        assertThat(recipe("probe.known=true").run(one, Observer.NONE).losses()).hasSize(2);
    }
}
