package org.polyptych.physics.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;

class FarthestPointsTest {
    private static final int SIDE = 18;
    private static final int FRAMES = SIDE * SIDE;

    /** Where the frames lie. */
    private enum Places {
        RASTER {
            @Override
            Positions positions() {
                return new Positions(
                        IntStream.range(0, FRAMES).mapToDouble(j -> j / SIDE).toArray(),
                        IntStream.range(0, FRAMES).mapToDouble(j -> j % SIDE).toArray());
            }
        },
        SCATTER {
            @Override
            Positions positions() {
                RandomStream random = new RandomStream(3, 0);
                return new Positions(values(random), values(random));
            }

            private static double[] values(RandomStream random) {
                return IntStream.range(0, FRAMES)
                        .mapToDouble(j -> SIDE * random.uniform())
                        .toArray();
            }
        };

        abstract Positions positions();
    }

    private static double between(Positions positions, int a, int b) {
        return Math.hypot(
                positions.y()[a] - positions.y()[b],
                positions.x()[a] - positions.x()[b]);
    }

    private static double leastDistance(Positions positions, int[] frames) {
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < frames.length; a++) {
            for (int b = 0; b < a; b++) {
                least = Math.min(least, between(positions, frames[a], frames[b]));
            }
        }
        return least;
    }

    @ParameterizedTest
    @EnumSource
    void chosen_frames_are_at_least_as_far_apart_as_random_ones(Places places) {
        Positions positions = places.positions();
        for (int count : new int[] {10, 36, 81, 200}) {
            double least = leastDistance(positions, FarthestPoints.of(positions, count));
            for (int seed = 0; seed < 50; seed++) {
                int[] random = Arrays.copyOf(new RandomStream(7, seed).permutation(FRAMES), count);
                assertThat(leastDistance(positions, random)).isLessThanOrEqualTo(least);
            }
        }
    }

    /** What makes it at most twice as bad as the best choice: every frame is nearer than the chosen are to each other. */
    @ParameterizedTest
    @EnumSource
    void no_frame_is_farther_from_the_chosen_ones_than_they_are_from_each_other(Places places) {
        Positions positions = places.positions();
        int[] chosen = FarthestPoints.of(positions, 40);
        double least = leastDistance(positions, chosen);
        for (int j = 0; j < FRAMES; j++) {
            int frame = j;
            assertThat(Arrays.stream(chosen)
                            .mapToDouble(k -> between(positions, frame, k))
                            .min()
                            .orElseThrow())
                    .isLessThanOrEqualTo(least);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_first_ones_of_many_are_those_of_few(Places places) {
        Positions positions = places.positions();
        int[] all = FarthestPoints.of(positions, FRAMES);
        assertThat(all).doesNotHaveDuplicates();
        for (int count : new int[] {1, 2, 9, 100}) {
            assertThat(FarthestPoints.of(positions, count)).isEqualTo(Arrays.copyOf(all, count));
        }
    }

    @Test
    void it_begins_in_the_middle_and_of_equals_takes_the_first() {
        Positions five = new Positions(new double[] {0, 0, 1, 2, 2}, new double[] {0, 2, 1, 0, 2});
        assertThat(FarthestPoints.of(five, 5)).containsExactly(2, 0, 1, 3, 4);
        Positions far = new Positions(new double[] {0, 0, 0, 0}, new double[] {0, 1, 6, 10});
        assertThat(FarthestPoints.of(far, 3)).as("the middle of the span").containsExactly(2, 0, 3);
    }

    @Test
    void frames_at_one_place_are_taken_once_all_others_are() {
        Positions twice = new Positions(new double[] {3, 3, 3, 3}, new double[] {5, 5, 8, 5});
        assertThat(FarthestPoints.of(twice, 4)).containsExactly(0, 2, 1, 3);
    }
}
