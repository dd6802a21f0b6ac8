package org.polyptych.bench.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyptych.bench.neural.TrainingLog;

/** Whether more time would have brought more. */
class PlateauTest {
    private static List<TrainingLog.Round> rounds(DoubleUnaryOperator loss) {
        return IntStream.rangeClosed(1, 30)
                .mapToObj(k -> new TrainingLog.Round(k, 10 * k, Double.NaN, loss.applyAsDouble(k)))
                .toList();
    }

    @Test
    void a_loss_that_falls_evenly_has_a_third_of_its_fall_in_the_last_third() {
        Plateau plateau = Plateau.of(rounds(k -> -5000 - k));
        assertThat(plateau.share()).isCloseTo(10 / 29.0, within(1e-12));
        assertThat(plateau.reached()).isFalse();
    }

    @Test
    void one_that_stays_or_rises_at_last_has_none() {
        assertThat(Plateau.of(rounds(k -> k < 15 ? 1 / k : 1 / 15.0 + k)).share())
                .isZero();
        assertThat(Plateau.of(rounds(k -> k < 15 ? 1 / k : 1 / 15.0)).reached()).isTrue();
    }

    @Test
    void three_looks_tell_nothing() {
        Plateau plateau = Plateau.of(rounds(k -> 1 / k).subList(0, 3));
        assertThat(plateau.reached()).isFalse();
        assertThat(plateau.toString()).contains("too few");
    }
}
