package org.polyptych.physics.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;

class PhaseUnwrapTest {
    private static final int ROWS = 130;
    private static final int COLUMNS = 150;
    private static final double TURN = 2 * Math.PI;

    @Test
    void aParaboloidOfManyTurnsIsRecoveredInsideARaggedMask() {
        RealImage truth = paraboloid();
        float[] weight = ragged();

        RealImage unwrapped = PhaseUnwrap.unwrap(wrapped(truth), weight);

        double shift = unwrapped.at(65, 110) - truth.at(65, 110);
        assertThat(shift / TURN).isCloseTo(Math.rint(shift / TURN), within(1e-4));
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] > 0) {
                assertThat(unwrapped.values()[i] - truth.values()[i]).isCloseTo((float) shift, within(1e-3f));
            } else {
                assertThat(unwrapped.values()[i]).isNaN();
            }
        }
    }

    @Test
    void noiseOfHalfARadianSpoilsOnlyFewPixels() {
        RealImage truth = paraboloid();
        RandomStream random = new RandomStream(5, 0);
        RealImage noisy = truth.copy();
        for (int i = 0; i < noisy.size(); i++) {
            noisy.values()[i] += (float) (0.5 * random.gaussian());
        }

        RealImage unwrapped = PhaseUnwrap.unwrap(wrapped(noisy), ones());

        double shift = TURN * Math.rint((unwrapped.at(65, 75) - noisy.at(65, 75)) / TURN);
        int wrong = 0;
        for (int i = 0; i < noisy.size(); i++) {
            wrong += Math.abs(unwrapped.values()[i] - noisy.values()[i] - shift) > 1 ? 1 : 0;
        }
        assertThat(wrong).isLessThan(noisy.size() / 100);
    }

    @Test
    void onlyWholeTurnsAreAdded() {
        RealImage wrapped = wrapped(paraboloid());

        RealImage unwrapped = PhaseUnwrap.unwrap(wrapped, ones());

        for (int i = 0; i < wrapped.size(); i++) {
            double added = (unwrapped.values()[i] - wrapped.values()[i]) / TURN;
            assertThat(added).isCloseTo(Math.rint(added), within(1e-4));
        }
    }

    @Test
    void separateRegionsStayWithinHalfATurnOfEachOtherInTheMean() {
        RealImage image = RealImage.zeros(4, 9);
        float[] weight = new float[36];
        for (int i = 0; i < 36; i++) {
            image.values()[i] = i % 9 < 6 ? 0.1f : (float) (0.1 + 3 * TURN);
            weight[i] = i % 9 == 6 ? 0 : 1;
        }

        RealImage unwrapped = PhaseUnwrap.unwrap(image, weight);

        assertThat(unwrapped.at(2, 8)).isCloseTo(unwrapped.at(2, 0), within(1e-4f));
    }

    @Test
    void fourMillionPixelsTakeSeconds() {
        int edge = 2000;
        RealImage truth = RealImage.zeros(edge, edge);
        float[] weight = new float[edge * edge];
        for (int i = 0; i < weight.length; i++) {
            double y = (i / edge - 900) / 120.0;
            double x = (i % edge - 1100) / 120.0;
            truth.values()[i] = (float) Math.IEEEremainder(y * y + x * x, TURN);
            weight[i] = 1;
        }

        long start = System.nanoTime();
        PhaseUnwrap.unwrap(truth, weight);

        // a few seconds when alone; the rest is room for a busy machine
        assertThat((System.nanoTime() - start) * 1e-9).isLessThan(30);
    }

    /** 60 radians from the middle to the corner, at most 1.3 a pixel. */
    private static RealImage paraboloid() {
        RealImage image = RealImage.zeros(ROWS, COLUMNS);
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                image.values()[y * COLUMNS + x] = (float) (0.006 * ((y - 60) * (y - 60) + (x - 70) * (x - 70)));
            }
        }
        return image;
    }

    private static RealImage wrapped(RealImage phase) {
        RealImage image = phase.copy();
        for (int i = 0; i < image.size(); i++) {
            image.values()[i] = (float) Math.IEEEremainder(phase.values()[i], TURN);
        }
        return image;
    }

    private static float[] ones() {
        float[] weight = new float[ROWS * COLUMNS];
        java.util.Arrays.fill(weight, 1);
        return weight;
    }

    /** A ring with a gap: no way through the middle. */
    private static float[] ragged() {
        float[] weight = new float[ROWS * COLUMNS];
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                double r = Math.hypot(y - 65, x - 75);
                boolean gap = Math.abs(y - 65) < 6 && x < 75;
                weight[y * COLUMNS + x] = r > 20 && r < 58 && !gap ? 1 : 0;
            }
        }
        return weight;
    }
}
