package org.polyptych.physics.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;

class SaturatedTest {
    private static final float[] AMPLITUDE = {3, 10, 10, 2, 10, 9};
    private static final float[] PREDICTED = {16, 144, 64, 1, 100, 144};
    private static final float[] GOOD = {1, 1, 1, 1, 1, 1};

    @Test
    void aSaturatedPixelCountsOnlyWhereTheModelLiesBelowItsReading() {
        for (Loss loss : new Loss[] {new AmplitudeL2(), new BoundedPoisson(), new IntensityL2()}) {
            float[] value = PREDICTED.clone();
            float[] factor = new float[6];
            loss.evaluate(value, AMPLITUDE, GOOD, factor);
            float[] bounded = PREDICTED.clone();
            float[] boundedFactor = new float[6];
            new Saturated(loss, 100).evaluate(bounded, AMPLITUDE, GOOD, boundedFactor);
            // 144 counts are predicted where 100 or more were measured, and 100 where just that
            assertThat(value[1]).isPositive();
            assertThat(factor[1]).isPositive();
            value[1] = 0;
            factor[1] = 0;
            assertThat(bounded).containsExactly(value);
            assertThat(boundedFactor).containsExactly(factor);
        }
    }

    @Test
    void theProximalStepLeavesAlonePixelsThatAreBrightEnough() {
        float[] factor = new float[6];
        new AmplitudeL2().proximal(PREDICTED.clone(), AMPLITUDE, GOOD, 1, factor);
        float[] bounded = new float[6];
        new Saturated(new AmplitudeL2(), 100).proximal(PREDICTED.clone(), AMPLITUDE, GOOD, 1, bounded);
        assertThat(factor[1]).isLessThan(1);
        factor[1] = 1;
        assertThat(bounded).containsExactly(factor);
    }

    /** Counts come as square roots rounded to float: the level must be met all the same. */
    @Test
    void aReadingOfExactlyTheLevelIsSaturated() {
        for (int level = 1; level < 70000; level += 997) {
            float[] value = {4f * level};
            new Saturated(new AmplitudeL2(), level)
                    .evaluate(value, new float[] {(float) Math.sqrt(level)}, new float[] {1}, new float[1]);
            assertThat(value[0]).isZero();
        }
    }

    @Test
    void aLevelOfNoCountsIsRefused() {
        assertThatThrownBy(() -> new Saturated(new AmplitudeL2(), 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("saturation");
    }
}
