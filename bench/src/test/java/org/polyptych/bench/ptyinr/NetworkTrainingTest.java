package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks of the PtyINR protocol. */
class NetworkTrainingTest {
    private static final NetworkTraining.Where WHERE =
            new NetworkTraining.Where(Path.of("none"), Path.of("none"), 1, "none", null);

    @ParameterizedTest
    @ValueSource(strings = {"pinn", "ptychopinn"})
    void those_that_learn_from_the_scan_itself_are_trainers_that_know_their_settings(String arm) {
        Setup setup = Setup.clean(TestObject.TUNGSTEN, 45, Setup.Known.PROBE);
        NetworkTraining training = new NetworkTraining(arm, Optional.of(setup), 1, WHERE);
        assertThatNoException().isThrownBy(training::check);
    }

    @Test
    void so_is_the_one_that_is_taught() {
        NetworkTraining training = new NetworkTraining(NetworkTraining.TAUGHT, Optional.empty(), 1, WHERE);
        assertThatNoException().isThrownBy(training::check);
    }
}
