package org.polyptych.engines.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class HardConstraintsTest {
    private static final int ROWS = 11;
    private static final int COLUMNS = 14;

    private static ComplexImage noise(long seed) {
        RandomStream random = new RandomStream(seed, 0);
        ComplexImage image = ComplexImage.zeros(ROWS, COLUMNS);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.gaussian();
            image.im()[i] = (float) random.gaussian();
        }
        image.re()[3] = 0;
        image.im()[3] = 0;
        return image;
    }

    static Stream<ObjectLimits> limits() {
        return Stream.of(
                new ObjectLimits(0, 0.8, -Math.PI, Math.PI),
                new ObjectLimits(0.5, Double.POSITIVE_INFINITY, -Math.PI, Math.PI),
                new ObjectLimits(0, Double.POSITIVE_INFINITY, -1, 0.01),
                new ObjectLimits(0.5, 1, -1, 0.01),
                new ObjectLimits(0.2, 1, 0.5, Math.PI),
                new ObjectLimits(0, 2, -3, 3));
    }

    private static boolean within(ObjectLimits limits, double re, double im, double slack) {
        double amplitude = Math.hypot(re, im);
        double phase = Math.atan2(im, re);
        boolean phaseFits = phase >= limits.minPhase() - slack && phase <= limits.maxPhase() + slack;
        return amplitude >= limits.minAmplitude() - slack
                && amplitude <= limits.maxAmplitude() + slack
                && (phaseFits || amplitude <= slack);
    }

    @ParameterizedTest
    @MethodSource("limits")
    void limitsHoldAndDoNothingTwice(ObjectLimits limits) {
        ComplexImage image = noise(1);
        limits.apply(image);
        ComplexImage once = image.copy();
        for (int i = 0; i < image.size(); i++) {
            assertThat(within(limits, image.re()[i], image.im()[i], 1e-6)).isTrue();
        }
        limits.apply(image);
        for (int i = 0; i < image.size(); i++) {
            assertThat(image.re()[i]).isCloseTo(once.re()[i], org.assertj.core.api.Assertions.within(1e-6f));
            assertThat(image.im()[i]).isCloseTo(once.im()[i], org.assertj.core.api.Assertions.within(1e-6f));
        }
    }

    /** No number that is within the limits lies nearer to the pixel than the one it went to. */
    @ParameterizedTest
    @MethodSource("limits")
    void limitsGoToTheNearest(ObjectLimits limits) {
        ComplexImage before = noise(2);
        ComplexImage after = before.copy();
        limits.apply(after);
        RandomStream random = new RandomStream(3, 0);
        for (int i = 0; i < before.size(); i++) {
            double way = Math.hypot(after.re()[i] - before.re()[i], after.im()[i] - before.im()[i]);
            for (int k = 0; k < 300; k++) {
                double re = 2 * random.gaussian();
                double im = 2 * random.gaussian();
                if (within(limits, re, im, 0)) {
                    assertThat(Math.hypot(re - before.re()[i], im - before.im()[i]))
                            .isGreaterThan(way - 1e-6);
                }
            }
            if (within(limits, before.re()[i], before.im()[i], 0)) {
                assertThat(after.re()[i]).isEqualTo(before.re()[i]);
                assertThat(after.im()[i]).isEqualTo(before.im()[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1})
    void theSupportCutsACircleAndLeavesTheRest(double share) {
        ProbeSupport support = new ProbeSupport(ROWS, COLUMNS, share);
        ComplexImage before = noise(4);
        before.re()[5] = 1;
        ComplexImage after = before.copy();
        support.apply(after);
        int lit = 0;
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                int i = y * COLUMNS + x;
                boolean inside = Math.hypot(y - 5, x - 7) <= share * 5.5;
                assertThat(after.re()[i]).isEqualTo(inside ? before.re()[i] : 0);
                assertThat(after.im()[i]).isEqualTo(inside ? before.im()[i] : 0);
                lit += inside ? 1 : 0;
            }
        }
        assertThat(lit).isPositive();
        ComplexImage twice = after.copy();
        support.apply(twice);
        assertThat(twice.re()).isEqualTo(after.re());
    }

    @Test
    void thePowerMovesBetweenProbeAndObject() {
        ComplexImage object = noise(5);
        ComplexImage first = noise(6);
        ComplexImage second = noise(7);
        float wave = first.re()[20] * object.re()[20];
        new ProbePower(1000).apply(object, first, second);
        assertThat(first.power() + second.power()).isCloseTo(1000, within(1e-2));
        assertThat(first.re()[20] * object.re()[20]).isCloseTo(wave, org.assertj.core.api.Assertions.within(1e-5f));
        ComplexImage dark = ComplexImage.zeros(3, 3);
        new ProbePower(1000).apply(object, dark);
        assertThat(dark.isFinite()).isTrue();
        assertThat(object.isFinite()).isTrue();
    }

    private static org.assertj.core.data.Offset<Double> within(double by) {
        return org.assertj.core.api.Assertions.within(by);
    }

    @Test
    void theCentreIsOfAllModes() {
        ComplexImage one = ComplexImage.zeros(ROWS, COLUMNS);
        ComplexImage other = ComplexImage.zeros(ROWS, COLUMNS);
        one.re()[2 * COLUMNS + 4] = 1;
        other.im()[2 * COLUMNS + 6] = 1;
        ProbeCentre off = ProbeCentre.of(one, other);
        assertThat(off).isEqualTo(new ProbeCentre(3, 2));
        new CyclicMove(off.down(), off.right()).apply(List.of(one, other));
        assertThat(one.re()[5 * COLUMNS + 6]).isEqualTo(1);
        assertThat(ProbeCentre.of(one, other).needsMove()).isFalse();
        assertThat(ProbeCentre.of(ComplexImage.zeros(4, 4)).needsMove()).isFalse();
    }

    @Test
    void aMoveAndItsOppositeGiveTheSameImage() {
        ComplexImage image = noise(8);
        ComplexImage moved = image.copy();
        new CyclicMove(-3, 16).apply(List.of(moved));
        assertThat(moved.re()[(ROWS - 3) * COLUMNS + 2]).isEqualTo(image.re()[0]);
        new CyclicMove(3, -16).apply(List.of(moved));
        assertThat(moved.re()).isEqualTo(image.re());
    }

    @Test
    void aBoundIsANumberOrOff() {
        assertThat(Bound.parse("x", "off")).isEmpty();
        assertThat(Bound.parse("x", "-0.5")).hasValue(-0.5);
        for (String text : new String[] {"NaN", "Infinity", "none", ""}) {
            assertThatThrownBy(() -> Bound.parse("x", text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("x must be off or a finite number");
        }
    }
}
