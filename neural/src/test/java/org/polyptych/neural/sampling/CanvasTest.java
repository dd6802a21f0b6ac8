package org.polyptych.neural.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Problem;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** What of an object a prior is asked for. */
class CanvasTest {
    /** Frames reach over 62 x 62 pixels. */
    private static final Scan SCAN = SimulatedScan.wellPosed().scan();

    private static Canvas canvas(int side, String... pairs) {
        Reconstruction recipe = new PosteriorRuns("normal").recipe(1, pairs);
        try (Parallel one = new Parallel(1);
                EngineSession session = recipe.begin(SCAN)) {
            return Canvas.of(
                    new Problem(
                            SCAN,
                            session.state().specimen(),
                            SCAN.truth().orElseThrow().probe(),
                            recipe.run(),
                            one,
                            Conditions.NONE,
                            FrameKeeping.HELD,
                            Optional.empty()),
                    side);
        }
    }

    @Test
    void a_narrow_rim_that_no_frame_sees_is_left_out() {
        assertThat(canvas(62)).isEqualTo(new Canvas(62, 62, -2, -2, 66, 66));
        assertThat(canvas(64, "object.margin=4")).isEqualTo(new Canvas(64, 64, -3, -3, 70, 70));
        assertThat(canvas(40, "object.margin=3")).isEqualTo(new Canvas(62, 62, -3, -3, 68, 68));
    }

    @Test
    void a_wide_one_and_that_of_frames_that_may_move_are_kept() {
        assertThat(canvas(62, "object.margin=5")).isEqualTo(new Canvas(72, 72, 0, 0, 72, 72));
        assertThat(canvas(62, "positions.refine=true", "positions.maxShift=1"))
                .isEqualTo(new Canvas(68, 68, 0, 0, 68, 68));
    }

    @Test
    void what_the_prior_is_not_asked_for_stays_as_it_is() {
        Canvas canvas = canvas(62);
        ComplexImage object = ComplexImage.constant(66, 66, 2, 3);
        ComplexImage all = ComplexImage.constant(62, 62, 5, 6);
        canvas.take(all, object);
        assertThat(object.re()[2 * 66 + 1]).isEqualTo(2);
        assertThat(object.re()[2 * 66 + 2]).isEqualTo(5);
        assertThat(object.im()[63 * 66 + 63]).isEqualTo(6);
        assertThat(object.im()[63 * 66 + 64]).isEqualTo(3);
        assertThat(object.im()[64 * 66 + 63]).isEqualTo(3);
        object.re()[2 * 66 + 3] = 7;
        canvas.put(object, all);
        assertThat(all.re()[1]).isEqualTo(7);
        assertThat(all.im()).containsOnly(6);
    }
}
