package org.polyptych.neural.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;

/** Groups of free positions come in the order of squares. */
class CornersTest {
    @Test
    void squares_stay_as_they_are_also_where_frames_lie_a_little_beside_their_places() {
        RandomStream random = new RandomStream(3, 0);
        double[] y = new double[36];
        double[] x = new double[36];
        for (int k = 0; k < 36; k++) {
            y[k] = 4 * (k / 6) + 0.6 * (2 * random.uniform() - 1);
            x[k] = 4 * (k % 6) + 0.6 * (2 * random.uniform() - 1);
        }
        List<int[]> squares = Squares.of(y, x);
        assertThat(squares).hasSize(25);
        for (int[] square : squares) {
            assertThat(Corners.of(square, y, x)).isEqualTo(square);
        }
    }

    @Test
    void of_others_the_upper_ones_come_first_and_of_these_the_left_one() {
        double[] y = {0, -3, 5, 4, 100};
        double[] x = {7, 9, 2, -2, 0};
        assertThat(Corners.of(new int[] {2, 0, 3, 1}, y, x)).containsExactly(0, 1, 3, 2);
    }

    @Test
    void rounding_errors_of_positions_do_not_change_the_order() {
        // three in a row and one above: the left one of the row is the second of the upper ones
        double[] x = {8, 4, 0, 4};
        double[] y = {4, 4, 4, 0};
        for (int noisy = 0; noisy < 3; noisy++) {
            double[] moved = y.clone();
            moved[noisy] -= 1e-9;
            assertThat(Corners.of(new int[] {noisy, 3, (noisy + 1) % 3, (noisy + 2) % 3}, moved, x))
                    .containsExactly(2, 3, 1, 0);
        }
    }
}
