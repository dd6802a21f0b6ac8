package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrientationTest {
    private static final Positions SOME = new Positions(new double[] {1, 2, -4}, new double[] {3, -5, 6});

    @Test
    void thereAreEightAndEachGivesOtherPositions() {
        assertThat(Orientation.all()).hasSize(8).doesNotHaveDuplicates().startsWith(Orientation.NONE);
        assertThat(Orientation.all().stream()
                        .map(o -> java.util.Arrays.toString(o.applied(SOME).y())
                                + java.util.Arrays.toString(o.applied(SOME).x())))
                .doesNotHaveDuplicates();
    }

    @Test
    void oneAfterTheOtherIsOneOfThem() {
        for (Orientation first : Orientation.all()) {
            for (Orientation second : Orientation.all()) {
                Positions two = second.applied(first.applied(SOME));
                Positions one = first.then(second).applied(SOME);
                assertThat(one.y()).isEqualTo(two.y());
                assertThat(one.x()).isEqualTo(two.x());
            }
        }
    }

    @Test
    void turnedNegatesAllPositions() {
        for (Orientation one : Orientation.all()) {
            for (int j = 0; j < SOME.count(); j++) {
                assertThat(one.turned().applied(SOME).y()[j])
                        .isEqualTo(-one.applied(SOME).y()[j]);
                assertThat(one.turned().applied(SOME).x()[j])
                        .isEqualTo(-one.applied(SOME).x()[j]);
            }
        }
    }

    @Test
    void objectAndTruthBelongToThePositionsAsTheyWere() {
        Scan scan = SimulatedScan.wellPosed().frames(2).scan();
        assertThat(Orientation.NONE.applied(scan)).isSameAs(scan);
        assertThat(new Orientation(true, false, false).applied(scan).truth()).isEmpty();
        assertThat(new Orientation(true, false, false).applied(scan).probe()).isPresent();
    }
}
