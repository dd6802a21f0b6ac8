package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;

/** Frames find their neighbours wherever they lie, and none is left out. */
class GroupsTest {
    private static final double PIXEL = 2e-9;

    private static Positions raster(int rows, int columns, double step, double jitter) {
        RandomStream random = new RandomStream(7, 0);
        int[] order = random.permutation(rows * columns);
        double[] y = new double[rows * columns];
        double[] x = new double[rows * columns];
        for (int k = 0; k < y.length; k++) {
            y[k] = PIXEL * (step * (order[k] / columns) + jitter * (2 * random.uniform() - 1));
            x[k] = PIXEL * (step * (order[k] % columns) + jitter * (2 * random.uniform() - 1));
        }
        return new Positions(y, x);
    }

    private static Positions free(int count) {
        RandomStream random = new RandomStream(8, 0);
        double[] y = new double[count];
        double[] x = new double[count];
        for (int k = 0; k < count; k++) {
            y[k] = PIXEL * 40 * random.uniform();
            x[k] = PIXEL * 70 * random.uniform();
        }
        return new Positions(y, x);
    }

    private static Groups groups(Positions positions, int size, Grouping grouping) {
        return Groups.of("a.h5", positions, PIXEL, PIXEL, 100, new Groups.Rule(size, grouping, 8, 3), 1);
    }

    private static Set<Integer> members(Groups groups) {
        return IntStream.range(0, groups.count())
                .flatMap(g -> Arrays.stream(groups.frames(g)))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({"0", "0.6"})
    void frames_of_a_raster_make_squares_also_where_they_lie_a_little_beside_their_places(double jitter) {
        Groups groups = groups(raster(6, 9, 4, jitter), 4, Grouping.AUTO);
        assertThat(groups.count()).isEqualTo(5 * 8);
        assertThat(members(groups)).hasSize(54);
        for (int g = 0; g < groups.count(); g++) {
            double[][] offsets = groups.offsets(g);
            for (int k = 0; k < 4; k++) {
                assertThat(offsets[k][0]).isCloseTo(k < 2 ? -2 : 2, within(2 * jitter + (jitter > 0 ? 0.5 : 1e-6)));
                assertThat(offsets[k][1])
                        .isCloseTo(k % 2 == 0 ? -2 : 2, within(2 * jitter + (jitter > 0 ? 0.5 : 1e-6)));
            }
        }
    }

    @Test
    void a_quarter_of_the_squares_covers_a_raster_of_even_sides() {
        double[] y = new double[48];
        double[] x = new double[48];
        Arrays.setAll(y, k -> PIXEL * 4 * (k / 8));
        Arrays.setAll(x, k -> PIXEL * 4 * (k % 8));
        Groups few = groups(new Positions(y, x), 4, Grouping.AUTO).covering();
        assertThat(few.count()).isEqualTo(12);
        assertThat(members(few)).hasSize(48);
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "7"})
    void a_group_of_free_positions_is_a_frame_and_those_nearest_to_it(int size) {
        Positions positions = free(200);
        Groups groups = groups(positions, size, Grouping.AUTO);
        assertThat(groups.count()).isEqualTo(200);
        for (int j = 0; j < 200; j++) {
            int anchor = j;
            int[] nearest = IntStream.range(0, 200)
                    .boxed()
                    .sorted(Comparator.comparingDouble(k -> Math.hypot(
                            positions.y()[k] - positions.y()[anchor],
                            positions.x()[k] - positions.x()[anchor])))
                    .limit(size)
                    .mapToInt(Integer::intValue)
                    .toArray();
            // the order of those equally far but for a thousandth of a pixel is another
            assertThat(groups.frames(j)).containsExactlyInAnyOrder(nearest);
            assertThat(groups.frames(j)[0] == j || size == 4).isTrue();
        }
        assertThat(members(groups.covering())).hasSize(200);
        assertThat(groups.covering().count()).isLessThanOrEqualTo(size == 1 ? 200 : 120);
    }

    /** A raster of 5 x 6 frames, one more of the next row, and one elsewhere. */
    private static Positions ragged() {
        double[] y = new double[32];
        double[] x = new double[32];
        for (int k = 0; k < 31; k++) {
            y[k] = PIXEL * 4 * (k / 6);
            x[k] = PIXEL * 4 * (k % 6);
        }
        y[31] = PIXEL * 9.5;
        x[31] = PIXEL * 26;
        return new Positions(y, x);
    }

    @Test
    void a_frame_beside_a_raster_and_an_unfinished_row_leave_its_squares_as_they_are() {
        Groups groups = groups(ragged(), 4, Grouping.AUTO);
        assertThat(groups.count()).isEqualTo(4 * 5 + 2);
        assertThat(groups.frames(0)).containsExactly(0, 1, 6, 7);
        assertThat(groups.frames(19)).containsExactly(22, 23, 28, 29);
        // from above and from the left, as in squares
        assertThat(groups.frames(20)).containsExactly(18, 24, 30, 25);
        assertThat(groups.frames(21)).containsExactly(11, 17, 23, 31);
    }

    @Test
    void of_frames_asked_for_each_is_in_a_group_and_each_group_holds_one() {
        for (Grouping grouping : new Grouping[] {Grouping.AUTO, Grouping.NEAREST}) {
            Groups.Rule rule = new Groups.Rule(4, grouping, 4, 1);
            Groups groups = Groups.of("a.h5", ragged(), PIXEL, PIXEL, 100, rule, 1, 3);
            for (Groups some : new Groups[] {groups, groups.covering()}) {
                assertThat(members(some)).contains(0, 1, 2);
                for (int g = 0; g < some.count(); g++) {
                    assertThat(some.frames(g)).containsAnyOf(0, 1, 2);
                }
            }
        }
    }

    @Test
    void random_choices_hold_the_frame_and_some_of_its_neighbours_and_are_those_of_the_seed() {
        Positions positions = free(60);
        Groups groups = groups(positions, 4, Grouping.RANDOM);
        Groups nearest = groups(positions, 9, Grouping.NEAREST);
        assertThat(groups.count()).isEqualTo(180);
        int others = 0;
        for (int g = 0; g < 180; g++) {
            int[] frames = groups.frames(g);
            assertThat(frames[0]).isEqualTo(g % 60);
            assertThat(Arrays.stream(nearest.frames(g % 60)).boxed())
                    .containsAll(Arrays.stream(frames).boxed().toList());
            assertThat(Arrays.stream(frames).distinct().count()).isEqualTo(4);
            others += Arrays.equals(frames, groups.frames(g % 60)) ? 0 : 1;
        }
        assertThat(others).isGreaterThan(100);
        Groups again = groups(positions, 4, Grouping.RANDOM);
        assertThat(IntStream.range(0, 180).mapToObj(again::frames).toArray())
                .isEqualTo(IntStream.range(0, 180).mapToObj(groups::frames).toArray());
    }

    @Test
    void offsets_are_those_from_the_middle_of_the_group_whole_pixels_from_its_first_frame() {
        Positions two = new Positions(new double[] {0, 3e-9, 50e-9}, new double[] {0, -4e-9, 90e-9});
        Groups groups = Groups.of("a.h5", two, 1e-9, 2e-9, 100, Groups.Rule.of(2), 1);
        assertThat(groups.frames(0)).containsExactly(0, 1);
        assertThat(groups.offsets(0)[0]).containsExactly(new double[] {-2, 1}, within(1e-9));
        assertThat(groups.offsets(0)[1]).containsExactly(new double[] {1, -1}, within(1e-9));
    }

    @Test
    void frames_at_one_place_or_on_a_line_are_groups_too() {
        assertThat(groups(new Positions(new double[4], new double[4]), 4, Grouping.AUTO)
                        .frames(3))
                .containsExactly(0, 1, 2, 3);
        double[] x = {0, 2e-9, 4e-9, 6e-9, 8e-9};
        assertThat(members(groups(new Positions(new double[5], x), 4, Grouping.AUTO)))
                .hasSize(5);
    }

    @Test
    void too_few_frames_and_frames_too_far_apart_are_refused_in_one_line() {
        Positions three = new Positions(new double[3], new double[] {0, PIXEL, 2 * PIXEL});
        assertThatThrownBy(() -> groups(three, 4, Grouping.AUTO))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a.h5: 3 frames are too few for groups of 4; give more frames, or take a network of fewer"
                        + " frames a group");
        Positions far = new Positions(new double[4], new double[] {0, PIXEL, 2 * PIXEL, 300 * PIXEL});
        assertThatThrownBy(() -> groups(far, 2, Grouping.AUTO))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.h5: frame 3 and its 1 neighbours lie up to 149 pixels from their middle");
    }
}
