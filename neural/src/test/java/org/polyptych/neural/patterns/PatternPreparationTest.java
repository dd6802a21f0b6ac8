package org.polyptych.neural.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;

/** Each step does what it says, and the line that is kept with a network makes the same steps again. */
class PatternPreparationTest {
    private static final HeldPatterns TWO = new HeldPatterns(2, 3, new double[] {1, 2, 3, 4, 5, 6, 3, 2, 1, 0, -1, -4});

    private static Patterns prepared(String text) {
        return PatternPreparation.parse(text).apply(TWO);
    }

    @Test
    void its_text_makes_it_again() {
        assertThat(PatternPreparation.plain(64).text()).isEqualTo("amplitudes power:sum=1024.0");
        assertThat(PatternPreparation.published().text())
                .isEqualTo(
                        "counts crop:edge=64 blur:sigma=1.0 pick:step=3,first=1 threshold:least=3.0 centre standard");
        for (PatternPreparation one :
                new PatternPreparation[] {PatternPreparation.plain(64), PatternPreparation.published()}) {
            assertThat(PatternPreparation.parse(one.text())).isEqualTo(one);
        }
    }

    @Test
    void crop_and_pick_choose_pixels() {
        HeldPatterns grid =
                new HeldPatterns(5, 7, IntStream.range(0, 35).asDoubleStream().toArray());
        Patterns cropped = new PatternStep.Crop(1).apply(grid);
        assertThat(cropped.rows()).isEqualTo(3);
        assertThat(cropped.columns()).isEqualTo(5);
        assertThat(cropped.frame(0)).startsWith(8, 9, 10, 11, 12, 15).endsWith(26);
        Patterns picked = new PatternStep.Pick(3, 1).apply(grid);
        assertThat(picked.rows()).isEqualTo(2);
        assertThat(picked.columns()).isEqualTo(2);
        assertThat(picked.frame(0)).containsExactly(8, 11, 29, 32);
    }

    @Test
    void blur_keeps_the_sum_and_what_is_flat() {
        double[] values = new double[10 * 10];
        values[0] = 7;
        float sum = 0;
        for (float value : new PatternStep.Blur(1.3)
                .apply(new HeldPatterns(10, 10, values))
                .frame(0)) {
            sum += value;
        }
        assertThat(sum).isCloseTo(7, within(1e-5f));
    }

    @Test
    void each_pattern_by_itself_loses_its_brightness_and_what_is_weak_is_lifted() {
        HeldPatterns patterns = new HeldPatterns(1, 2, new double[] {3, 4, 30, 40, 0, 0});
        Patterns each = PatternPreparation.parse("amplitudes each:sum=100").apply(patterns);
        assertThat(each.frame(0)).containsExactly(new float[] {6, 8}, within(1e-5f));
        assertThat(each.frame(1)).containsExactly(new float[] {6, 8}, within(1e-5f));
        assertThat(each.frame(2)).containsExactly(0, 0);
        Patterns lifted = new PatternStep.Lift(0.5).apply(new HeldPatterns(1, 2, new double[] {9, -4}));
        assertThat(lifted.frame(0)).containsExactly(new float[] {3, -2}, within(1e-6f));
        assertThat(PatternPreparation.parse("amplitudes each:sum=100 lift").relative())
                .isTrue();
        assertThat(PatternPreparation.plain(64).relative()).isFalse();
    }

    @Test
    void values_below_the_threshold_become_0() {
        assertThat(prepared("counts threshold:least=2").frame(0)).containsExactly(0, 2, 3, 4, 5, 6);
    }

    @Test
    void centre_takes_each_pixels_mean_away() {
        assertThat(prepared("counts centre").frame(0)).containsExactly(-1, 0, 1, 2, 3, 5);
        assertThat(prepared("counts centre").frame(1)).containsExactly(1, 0, -1, -2, -3, -5);
    }

    @Test
    void standard_makes_the_deviation_1() {
        Patterns patterns = prepared("counts standard");
        double sum = 0;
        double squares = 0;
        for (int j = 0; j < 2; j++) {
            for (float value : patterns.frame(j)) {
                sum += value;
                squares += (double) value * value;
            }
        }
        assertThat(squares / 12 - sum * sum / 144).isCloseTo(1, within(1e-6));
    }

    @Test
    void power_makes_the_mean_sum_of_squares() {
        Patterns patterns = prepared("amplitudes power:sum=5");
        double squares = 0;
        for (int j = 0; j < 2; j++) {
            for (float value : patterns.frame(j)) {
                squares += (double) value * value;
            }
        }
        assertThat(squares / 2).isCloseTo(5, within(1e-6));
    }

    @Test
    void what_cannot_be_is_refused_in_one_line() {
        refused("photons power:sum=1", "must begin with counts or amplitudes, got 'photons'");
        refused("counts crap:edge=1", "did you mean 'crop'");
        refused("counts crop:edge=-1", "crop.edge must be 0 or more");
        refused("counts pick:step=2,first=2", "first must be 0 to step - 1");
        refused("counts crop:edge=1", "nothing would be left of them");
        assertThatThrownBy(() -> PatternPreparation.plain(2).apply(new HeldPatterns(1, 2, new double[2])))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("all 0");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> prepared(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }
}
