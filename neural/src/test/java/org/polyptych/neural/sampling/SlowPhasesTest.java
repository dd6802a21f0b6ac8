package org.polyptych.neural.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class SlowPhasesTest {
    private static final int ROWS = 12;
    private static final int COLUMNS = 17;

    private final ComplexImage gradient = ComplexImage.zeros(ROWS, COLUMNS);
    private final ComplexImage object = random(1);
    private final SlowPhases phases = SlowPhases.over(light(ROWS), COLUMNS, 2);
    private final double[] angles = {0.5, -0.4, 0.2, 0.3, -0.1};

    /** On the first so many rows. */
    private static float[] light(int rows) {
        float[] light = new float[ROWS * COLUMNS];
        Arrays.fill(light, 0, rows * COLUMNS, 1);
        return light;
    }

    private static ComplexImage random(long seed) {
        RandomStream random = new RandomStream(seed, 0);
        ComplexImage image = ComplexImage.zeros(ROWS, COLUMNS);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) (1 + 0.3 * random.gaussian());
            image.im()[i] = (float) (0.3 * random.gaussian());
        }
        return image;
    }

    /** sum |object - target|^2. */
    private ToDoubleFunction<ComplexImage> distance(ComplexImage target) {
        return at -> {
            double sum = 0;
            for (int i = 0; i < at.size(); i++) {
                gradient.re()[i] = at.re()[i] - target.re()[i];
                gradient.im()[i] = at.im()[i] - target.im()[i];
                sum += (double) gradient.re()[i] * gradient.re()[i] + (double) gradient.im()[i] * gradient.im()[i];
            }
            return sum;
        };
    }

    @Test
    void an_order_has_all_waves_of_as_many_half_periods_in_both_directions_together() {
        int[] counts = {0, 2, 5, 9, 14};
        for (int order = 0; order < counts.length; order++) {
            assertThat(SlowPhases.over(light(ROWS), COLUMNS, order).count()).isEqualTo(counts[order]);
        }
    }

    @Test
    void slopes_are_those_of_the_loss() {
        ToDoubleFunction<ComplexImage> loss = distance(random(2));
        loss.applyAsDouble(object);
        double[] slopes = phases.slopes(object, gradient);
        for (int k = 0; k < slopes.length; k++) {
            double[] aside = new double[slopes.length];
            aside[k] = 1e-2;
            double after = loss.applyAsDouble(phases.turned(object, aside));
            aside[k] = -1e-2;
            double before = loss.applyAsDouble(phases.turned(object, aside));
            assertThat(slopes[k]).isCloseTo((after - before) / 2e-2, within(1e-3 * Math.abs(slopes[k]) + 1e-3));
        }
    }

    @Test
    void a_few_steps_find_slow_phases_and_leave_the_rest() {
        ComplexImage target = phases.turned(object, angles);
        ComplexImage found = object.copy();
        ToDoubleFunction<ComplexImage> loss = distance(target);
        double first = loss.applyAsDouble(found);
        for (int step = 0; step < 5; step++) {
            phases.step(found, loss, gradient);
        }
        assertThat(loss.applyAsDouble(found)).isLessThan(1e-6 * first);
        for (int i = 0; i < found.size(); i++) {
            assertThat(Math.hypot(found.re()[i], found.im()[i]))
                    .isCloseTo(Math.hypot(object.re()[i], object.im()[i]), within(1e-5));
        }
    }

    @Test
    void pixels_without_light_stay_and_waves_span_the_others() {
        float[] light = light(5);
        light[2 * COLUMNS + 3] = 0;
        SlowPhases lit = SlowPhases.over(light, COLUMNS, 2);
        ComplexImage turned = lit.turned(object, angles);
        for (int i = 0; i < light.length; i++) {
            if (light[i] == 0) {
                assertThat(turned.re()[i]).isEqualTo(object.re()[i]);
                assertThat(turned.im()[i]).isEqualTo(object.im()[i]);
            }
        }
        ComplexImage ones = ComplexImage.zeros(ROWS, COLUMNS);
        Arrays.fill(ones.re(), 1);
        // the second wave goes down: cos(pi (r + 1/2) / 5)
        ComplexImage down = lit.turned(ones, new double[] {0, 0.3, 0, 0, 0});
        for (int row = 0; row < 5; row++) {
            double angle = Math.atan2(down.im()[row * COLUMNS], down.re()[row * COLUMNS]);
            assertThat(angle).isCloseTo(0.3 * Math.cos(Math.PI * (row + 0.5) / 5), within(1e-6));
        }
    }

    /** From where the loss bends the other way Newton's own step would climb. */
    @Test
    void no_step_is_taken_that_does_not_help() {
        ComplexImage target = phases.turned(object, new double[] {2.5, 0, 0, 0, 0});
        ComplexImage found = object.copy();
        ToDoubleFunction<ComplexImage> loss = distance(target);
        double last = loss.applyAsDouble(found);
        for (int step = 0; step < 10; step++) {
            phases.step(found, loss, gradient);
            double now = loss.applyAsDouble(found);
            assertThat(now).isLessThanOrEqualTo(last);
            last = now;
        }
        ComplexImage there = target.copy();
        phases.step(there, loss, gradient);
        assertThat(there.re()).isEqualTo(target.re());
        SlowPhases.over(light(ROWS), COLUMNS, 0).step(found, loss, gradient);
        assertThat(loss.applyAsDouble(found)).isEqualTo(last);
    }
}
