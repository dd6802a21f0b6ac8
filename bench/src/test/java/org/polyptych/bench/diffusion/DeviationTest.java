package org.polyptych.bench.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;

class DeviationTest {
    private static final int SIDE = 64;

    /** Errors drawn with sizes that differ from one half of the picture to the other: what is known is their size alone. */
    @Test
    void a_map_that_knows_the_size_of_errors_orders_squares_better_than_pixels() {
        RandomStream random = new RandomStream(1, 0);
        float[] size = new float[SIDE * SIDE];
        float[] error = new float[SIDE * SIDE];
        for (int i = 0; i < size.length; i++) {
            size[i] = (float) Math.exp(Math.sin(2 * Math.PI * i / size.length));
            error[i] = (float) (size[i] * Math.hypot(random.gaussian(), random.gaussian()));
        }
        boolean[] all = new boolean[SIDE * SIDE];
        Arrays.fill(all, true);
        Map<String, Double> figures = Deviation.of(size, error, all, SIDE);
        assertThat(figures.get(Deviation.RANK)).isBetween(0.6, 0.85);
        assertThat(figures.get(Deviation.AROUND)).isGreaterThan(0.95);
        assertThat(figures.get(Deviation.BOUND)).isCloseTo(figures.get(Deviation.RANK), within(0.05));
        assertThat(figures.get(Deviation.SIZE)).isCloseTo(Math.sqrt(0.5), within(0.03));
    }

    @Test
    void surroundings_are_of_pixels_that_count() {
        float[] map = new float[25];
        Arrays.fill(map, 1);
        map[12] = 5;
        map[0] = 1000;
        boolean[] counts = new boolean[25];
        Arrays.fill(counts, true);
        counts[0] = false;
        Surroundings around = new Surroundings(counts, 5, 1);
        assertThat(around.with(map)[12]).isCloseTo(Math.sqrt((8 + 25) / 9.0), within(1e-12));
        assertThat(around.without(map)[12]).isEqualTo(1);
        assertThat(around.with(map)[1]).as("at an edge").isEqualTo(1);
        boolean[] one = new boolean[25];
        one[12] = true;
        assertThat(new Surroundings(one, 5, 1).without(map)[12]).isZero();
    }
}
