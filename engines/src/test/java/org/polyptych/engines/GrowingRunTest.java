package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** Engines go on from what they have when frames have come. */
class GrowingRunTest {
    private final Scan scan = SimulatedScan.wellPosed().scan();

    private static Reconstruction recipe(String engine, int iterations) {
        return Reconstruction.with(engine, Map.of(), OptionalInt.of(iterations), 1, 2);
    }

    /** From the last row of frames to the first, so that the object grows where it begins. */
    private Scan backwards(int count) {
        return scan.select(IntStream.range(0, count).map(j -> 63 - j).toArray());
    }

    @Test
    void the_object_grows_with_the_scan_and_comes_to_explain_the_counts() {
        try (GrowingRun run = new GrowingRun(recipe("rpie", 8), Optional.empty())) {
            Result first = run.take(backwards(16), () -> false);
            assertThat(run.once()).isFalse();
            assertThat(first.positions().count()).isEqualTo(16);
            run.take(backwards(32), () -> false);
            run.take(backwards(48), () -> false);
            Result last = run.take(backwards(64), () -> false);
            assertThat(last.specimen().rows()).isGreaterThan(first.specimen().rows());
            double[] losses = last.losses();
            double[] anew = recipe("rpie", 8)
                    .run(scan, Optional.empty(), Optional.empty(), Observer.NONE, () -> false)
                    .losses();
            assertThat(losses[losses.length - 1]).isLessThan(0.6 * anew[anew.length - 1]);
            assertThat(run.take(backwards(64), () -> false))
                    .as("nothing has come")
                    .isSameAs(last);
        }
    }

    @Test
    void another_place_of_a_frame_begins_anew() {
        try (GrowingRun run = new GrowingRun(recipe("rpie", 2), Optional.empty())) {
            run.take(backwards(16), () -> false);
            Scan known = backwards(24);
            Positions moved = new Positions(
                    known.positions().y().clone(), known.positions().x().clone());
            moved.y()[3] += 1e-8;
            Result again = run.take(known.withPositions(moved), () -> false);
            Result alone = recipe("rpie", 2)
                    .run(known.withPositions(moved), Optional.empty(), Optional.empty(), Observer.NONE, () -> false);
            assertThat(again.specimen().image().re())
                    .isEqualTo(alone.specimen().image().re());
        }
    }

    @Test
    void a_larger_canvas_keeps_its_pixels_where_they_were() {
        Specimen before = recipe("rpie", 1).run(backwards(16), Observer.NONE).specimen();
        Specimen after = GrownCanvas.over(before, scan, 3).enlarged(before);
        int top = after.rows() - before.rows();
        int left = (int) Math.round(after.columnOf(before.centreX())) - before.columns() / 2;
        assertThat(after.rowOf(before.centreY()) - before.rows() / 2).isEqualTo(top, within(1e-9));
        for (int y = 0; y < before.rows(); y++) {
            for (int x = 0; x < before.columns(); x++) {
                assertThat(after.image().im()[(top + y) * after.columns() + left + x])
                        .isEqualTo(before.image().im()[y * before.columns() + x]);
            }
        }
        double first = after.rowOf(Arrays.stream(scan.positions().y()).min().orElseThrow());
        assertThat(first - scan.geometry().rows() / 2).isGreaterThanOrEqualTo(2.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dm", "rpie*2,rpie*2"})
    void what_keeps_frames_and_what_is_a_chain_is_refused(String engine) {
        Reconstruction recipe = Reconstruction.with(engine, Map.of());
        assertThatThrownBy(() -> GrowingRun.check(recipe))
                .isInstanceOf(BadInputException.class)
                .hasMessageNotContaining("\n");
    }
}
