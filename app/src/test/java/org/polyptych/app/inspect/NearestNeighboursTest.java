package org.polyptych.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;

class NearestNeighboursTest {
    private static Positions positions(int count, IntToDoubleFunction y, IntToDoubleFunction x) {
        double[] down = new double[count];
        double[] right = new double[count];
        Arrays.setAll(down, y);
        Arrays.setAll(right, x);
        return new Positions(down, right);
    }

    @Test
    void theyAreThoseThatComparingAllFinds() {
        RandomStream random = new RandomStream(3, 0);
        for (int count : new int[] {1, 2, 9, 17, 300}) {
            // on a coarse grid, so that some are equal
            Positions positions = positions(
                    count,
                    j -> Math.floor(random.uniform() * 40) * 1e-8,
                    j -> Math.floor(random.uniform() * 25) * 1e-8);
            double[] all = new double[count];
            Arrays.fill(all, Double.POSITIVE_INFINITY);
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < count; b++) {
                    if (a != b) {
                        all[a] = Math.min(
                                all[a],
                                Math.hypot(
                                        positions.y()[a] - positions.y()[b],
                                        positions.x()[a] - positions.x()[b]));
                    }
                }
            }
            assertThat(NearestNeighbours.of(positions).distances()).containsExactly(all);
        }
    }

    /** Neither in one place, nor on a line, nor in rows is a position compared with more than a few. */
    @Test
    void positionsAreFoundAsFastHoweverTheyLie() {
        int count = 100_000;
        assertFew(positions(count, j -> 1e-6, j -> -2e-6), 0);
        assertFew(positions(count, j -> 1e-6, j -> j % 100 * 1e-8), 0);
        assertFew(positions(count, j -> 0, j -> j), 1);
        assertFew(positions(count, j -> j, j -> 0), 1);
        assertFew(positions(count, j -> 3.0 * j, j -> 4.0 * j), 5);
        assertFew(positions(count, j -> j / 100, j -> j % 100), 1);
    }

    private static void assertFew(Positions positions, double distance) {
        NearestNeighbours.Found found = NearestNeighbours.of(positions);
        assertThat(found.compared()).isLessThan(100L * positions.count());
        assertThat(Arrays.stream(found.distances()).min().orElseThrow()).isEqualTo(distance);
        assertThat(Arrays.stream(found.distances()).max().orElseThrow()).isEqualTo(distance);
    }
}
