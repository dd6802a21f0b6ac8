package org.polyptych.bench.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.simulation.objects.TestObjects;

/** A patch, and the other one that has its pattern. */
class MirroredTest {
    private static final int SIDE = 25;
    private static final int MIDDLE = 12;
    private static final double RADIUS = 8;

    private final ComplexImage truth = TestObjects.parse("grf:phase=tanh").image(SIDE, SIDE, 1, 2);

    private Mirrored of(ComplexImage found) {
        return Mirrored.about(found, MIDDLE, MIDDLE, truth, MIDDLE, MIDDLE, RADIUS);
    }

    /** The conjugate, turned about the middle pixel. */
    private ComplexImage twin() {
        ComplexImage twin = ComplexImage.zeros(SIDE, SIDE);
        for (int i = 0; i < twin.size(); i++) {
            twin.re()[i] = truth.re()[twin.size() - 1 - i];
            twin.im()[i] = -truth.im()[twin.size() - 1 - i];
        }
        return twin;
    }

    @Test
    void what_is_there_is_not_mirrored_whatever_its_factor() {
        ComplexImage found = truth.copy();
        for (int i = 0; i < found.size(); i++) {
            float re = found.re()[i];
            found.re()[i] = -0.3f * found.im()[i];
            found.im()[i] = 0.3f * re;
        }
        Mirrored patch = of(found);
        assertThat(patch.flipped()).isFalse();
        assertThat(patch.straight()).isCloseTo(1, within(1e-6));
        assertThat(patch.turned()).isLessThan(0.9);
    }

    @Test
    void its_twin_is() {
        Mirrored patch = of(twin());
        assertThat(patch.flipped()).isTrue();
        assertThat(patch.turned()).isCloseTo(1, within(1e-6));
    }

    @Test
    void an_even_answer_resembles_nothing() {
        assertThat(of(ComplexImage.constant(SIDE, SIDE, 1, 0)).straight()).isCloseTo(0, within(1e-9));
    }
}
