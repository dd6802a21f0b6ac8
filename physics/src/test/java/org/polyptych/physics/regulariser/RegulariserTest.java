package org.polyptych.physics.regulariser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class RegulariserTest {
    static Stream<Regulariser> all() {
        return Stream.of(new TotalVariation(0.3), new TotalVariation(0.01), new PhaseSmoothness());
    }

    static ComplexImage noise(int rows, int columns, long seed) {
        RandomStream random = new RandomStream(seed, 0);
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) (0.8 + 0.5 * random.gaussian());
            image.im()[i] = (float) (0.5 * random.gaussian());
        }
        return image;
    }

    @ParameterizedTest
    @MethodSource("all")
    void theGradientIsThatOfFiniteDifferences(Regulariser regulariser) {
        ComplexImage image = noise(5, 7, 3);
        ComplexImage gradient = ComplexImage.zeros(5, 7);
        double value = regulariser.evaluate(image, gradient);
        assertThat(regulariser.value(image)).isEqualTo(value).isPositive();
        for (int i = 0; i < image.size(); i++) {
            assertThat(2 * gradient.re()[i])
                    .as("real part of pixel %d", i)
                    .isCloseTo((float) slope(regulariser, image, image.re(), i), tolerance(gradient, i));
            assertThat(2 * gradient.im()[i])
                    .as("imaginary part of pixel %d", i)
                    .isCloseTo((float) slope(regulariser, image, image.im(), i), tolerance(gradient, i));
        }
    }

    /** Where a pixel is dark the phase's slope changes fast. */
    private static Offset<Float> tolerance(ComplexImage gradient, int i) {
        return within((float) (5e-3 * Math.max(1, 2 * Math.hypot(gradient.re()[i], gradient.im()[i]))));
    }

    private static double slope(Regulariser regulariser, ComplexImage image, float[] part, int i) {
        float old = part[i];
        float step = 1e-3f;
        part[i] = old + step;
        float above = part[i];
        double more = regulariser.value(image);
        part[i] = old - step;
        float below = part[i];
        double less = regulariser.value(image);
        part[i] = old;
        return (more - less) / ((double) above - below);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFlatImageAndItsGlobalPhaseCostNothing(Regulariser regulariser) {
        assertThat(regulariser.value(ComplexImage.constant(4, 6, 0.3f, -0.8f))).isCloseTo(0, within(1e-5));
        ComplexImage image = noise(6, 6, 4);
        ComplexImage turned = image.copy();
        for (int i = 0; i < image.size(); i++) {
            turned.re()[i] = 0.6f * image.re()[i] - 0.8f * image.im()[i];
            turned.im()[i] = 0.6f * image.im()[i] + 0.8f * image.re()[i];
        }
        assertThat(regulariser.value(turned)).isCloseTo(regulariser.value(image), within(1e-4));
    }

    @Test
    void thePhaseCostsTheSameAtAnyAmplitude() {
        ComplexImage image = noise(6, 6, 5);
        ComplexImage bright = image.copy();
        bright.scale(1000);
        assertThat(new PhaseSmoothness().value(bright)).isCloseTo(new PhaseSmoothness().value(image), within(1e-4));
    }

    @Test
    void stepsOnThePhaseSmoothItAndKeepAmplitudes() {
        PhaseSmoothness smoothness = new PhaseSmoothness();
        for (double step : new double[] {0.01, 0.1, PhaseSmoothness.LONGEST_STEP}) {
            ComplexImage image = noise(9, 8, 6);
            double value = smoothness.value(image);
            for (int k = 0; k < 10; k++) {
                ComplexImage before = image.copy();
                smoothness.descend(image, step);
                assertThat(smoothness.value(image)).as("step %s", step).isLessThan(value);
                value = smoothness.value(image);
                for (int i = 0; i < image.size(); i++) {
                    assertThat(Math.hypot(image.re()[i], image.im()[i]))
                            .isCloseTo(Math.hypot(before.re()[i], before.im()[i]), within(1e-6));
                }
            }
        }
    }

    @Test
    void blackPixelsHaveNoPhaseToSmooth() {
        ComplexImage image = noise(4, 4, 7);
        image.re()[5] = 0;
        image.im()[5] = 0;
        ComplexImage gradient = ComplexImage.zeros(4, 4);
        assertThat(new PhaseSmoothness().evaluate(image, gradient)).isFinite();
        assertThat(gradient.isFinite()).isTrue();
        new PhaseSmoothness().descend(image, 0.25);
        assertThat(image.isFinite()).isTrue();
        assertThat(image.re()[5]).isZero();
    }
}
