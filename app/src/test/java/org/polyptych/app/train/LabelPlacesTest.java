package org.polyptych.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ResultPositions;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** Frames are found in a result wherever they stand in it, and lie where it has moved them. */
class LabelPlacesTest {
    private static final Path FILE = Path.of("result.h5");

    private final Scan whole = SimulatedScan.wellPosed().scan();
    private final int count = whole.positions().count();
    private final Positions moved = moved(whole.positions());

    /** Each frame by another way. */
    private static Positions moved(Positions from) {
        return new Positions(
                IntStream.range(0, from.count())
                        .mapToDouble(j -> from.y()[j] + 1e-9 * j)
                        .toArray(),
                IntStream.range(0, from.count())
                        .mapToDouble(j -> from.x()[j] - 2e-9 * j)
                        .toArray());
    }

    private LabelPlaces places(Scan scan, Positions found, Optional<Positions> said) {
        return LabelPlaces.of(FILE, new ResultPositions(found, said), scan, whole);
    }

    private void areThose(LabelPlaces places, Positions expected) {
        assertThat(places.positions().y()).isEqualTo(expected.y());
        assertThat(places.positions().x()).isEqualTo(expected.x());
    }

    @Test
    void refined_positions_are_taken_and_told() {
        LabelPlaces places = places(whole, moved, Optional.of(whole.positions()));
        areThose(places, moved);
        assertThat(places.note().orElseThrow())
                .contains("at the positions in result.h5")
                .contains("pixels");
        assertThat(places(whole, whole.positions(), Optional.empty()).note()).isEmpty();
    }

    @Test
    void frames_left_out_and_another_order_change_nothing() {
        int[] learned = IntStream.range(3, count).filter(j -> j % 5 != 0).toArray();
        // made of the frames from the last to the second
        int[] order = IntStream.range(1, count).map(j -> count - j).toArray();
        LabelPlaces places = places(
                whole.select(learned),
                moved.select(order),
                Optional.of(whole.positions().select(order)));
        areThose(places, moved.select(learned));
    }

    @Test
    void frames_at_one_place_are_taken_in_their_order() {
        int[] twice = {0, 0, 1, 1, 2};
        Scan scan = whole.select(twice);
        Positions found = moved(scan.positions());
        areThose(LabelPlaces.of(FILE, new ResultPositions(found, Optional.of(scan.positions())), scan, scan), found);
    }

    @Test
    void what_was_not_moved_serves_for_frames_that_were_not_in_it() {
        Positions half = whole.positions().select(IntStream.range(0, count / 2).toArray());
        areThose(places(whole, half, Optional.empty()), whole.positions());
    }

    @Test
    void another_programs_positions_are_counted_as_it_does_not_say_where_they_were() {
        int[] learned = IntStream.range(0, count).filter(j -> j % 3 != 0).toArray();
        areThose(places(whole.select(learned), moved, Optional.empty()), moved.select(learned));
        areThose(places(whole.select(learned), moved.select(learned), Optional.empty()), moved.select(learned));
    }

    @Test
    void what_does_not_fit_is_refused_in_one_line() {
        int[] some = IntStream.range(0, count / 2).toArray();
        refused(moved.select(some), Optional.of(whole.positions().select(some)), count / 2);
        refused(moved.select(some), Optional.empty(), count / 2);
        Positions elsewhere = new Positions(
                Arrays.stream(whole.positions().y()).map(y -> y + 1e-7).toArray(),
                whole.positions().x());
        refused(moved, Optional.of(elsewhere), count);
    }

    private void refused(Positions found, Optional<Positions> said, int number) {
        assertThatThrownBy(() -> places(whole, found, said))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("result.h5: its " + number + " positions are not those of the " + count
                        + " frames of " + whole.source())
                .hasMessageNotContaining("\n");
    }
}
