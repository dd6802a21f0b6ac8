package org.polyptych.bench.star;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks of the star in halves. */
class HalfTrainingTest {
    @ParameterizedTest
    @ValueSource(strings = {"ptychopinn", "ptychonn", "pinn"})
    void are_trainers_that_know_their_settings(String arm) {
        StarHalf star = new StarHalf(Path.of("star.h5"), 64, Path.of("none"), 1, "none", null);
        assertThatNoException().isThrownBy(() -> new HalfTraining(arm, 1, star).check());
    }
}
