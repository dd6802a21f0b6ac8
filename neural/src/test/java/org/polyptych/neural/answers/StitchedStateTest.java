package org.polyptych.neural.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What frames that come find of those that were there before. */
class StitchedStateTest {
    /** 600 frames and five, 90 pixels away; then 400 come among the many and one beside the few. */
    @Test
    void each_frame_that_comes_has_neighbours_however_many_come_with_it() {
        double[] y = IntStream.range(0, 1006).mapToDouble(j -> j % 20).toArray();
        double[] x = DoubleStream.concat(
                        IntStream.range(0, 600).mapToDouble(j -> j / 20),
                        IntStream.range(600, 1006).mapToDouble(j -> j < 605 || j == 1005 ? 120 : 0.4 + (j - 605) / 20))
                .toArray();
        int[] near = StitchedState.neighbours(y, x, 605);
        assertThat(near).contains(600, 601, 602, 603, 604).doesNotHaveDuplicates();
        assertThat(IntStream.of(near).max().orElseThrow()).isLessThan(605);
        // beyond the frames that come nothing is looked at
        assertThat(near.length).isBetween(400, 560);
    }
}
