package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;

/** Sums over frames, by chunks and threads, are the plain sums. */
class SumsTest {
    private static final int ROWS = 7;
    private static final int COLUMNS = 6;
    private static final int OBJECT_ROWS = 45;
    private static final int OBJECT_COLUMNS = 39;

    private static FramePlacements placements(int n) {
        RandomStream random = new RandomStream(6, n);
        double[] y = new double[n];
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            y[j] = 4 + Math.floor(random.uniform() * (OBJECT_ROWS - ROWS));
            x[j] = 4 + Math.floor(random.uniform() * (OBJECT_COLUMNS - COLUMNS));
        }
        Specimen specimen =
                Specimen.of(ComplexImage.zeros(OBJECT_ROWS, OBJECT_COLUMNS), 1, 1, OBJECT_ROWS / 2, OBJECT_COLUMNS / 2);
        return FramePlacements.of(specimen, new Positions(y, x), ROWS, COLUMNS, true);
    }

    /** What frame j adds to a plane. */
    private static float[] addend(int j, int plane) {
        ComplexImage noise = FrameKernelTest.noise(ROWS, COLUMNS, j);
        return plane == 0 ? noise.re() : noise.im();
    }

    private static float[][] byChunks(FramePlacements placements, int from, int to, int threads) {
        ObjectSums sums = new ObjectSums(placements, from, to, OBJECT_ROWS, OBJECT_COLUMNS, ROWS, COLUMNS, 2);
        float[][] totals = new float[2][OBJECT_ROWS * OBJECT_COLUMNS];
        try (Parallel parallel = new Parallel(threads)) {
            // twice: what was summed before must be forgotten
            for (int round = 0; round < 2; round++) {
                parallel.forChunks(to - from, (worker, chunk, first, last) -> {
                    ObjectSums.Chunk into = sums.begin(chunk);
                    float[] patch = new float[ROWS * COLUMNS];
                    for (int j = from + first; j < from + last; j++) {
                        for (int plane = 0; plane < 2; plane++) {
                            into.cut(plane, placements, j, patch, 0, ROWS);
                            float[] more = addend(j, plane);
                            for (int i = 0; i < patch.length; i++) {
                                patch[i] += more[i];
                            }
                            into.paste(plane, placements, j, patch, 0, ROWS);
                        }
                    }
                });
            }
            sums.total(0, totals[0], parallel);
            sums.total(1, totals[1], parallel);
        }
        return totals;
    }

    private static double[] naive(FramePlacements placements, int from, int to, int plane) {
        double[] sum = new double[OBJECT_ROWS * OBJECT_COLUMNS];
        for (int j = from; j < to; j++) {
            float[] more = addend(j, plane);
            for (int y = 0; y < ROWS; y++) {
                for (int x = 0; x < COLUMNS; x++) {
                    sum[(placements.top(j) + y) * OBJECT_COLUMNS + placements.left(j) + x] += more[y * COLUMNS + x];
                }
            }
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 9, 100, 600})
    void objectSumsAreThePlainSumsWithAnyNumberOfThreads(int n) {
        FramePlacements placements = placements(n);
        float[][] one = byChunks(placements, 0, n, 1);
        for (int plane = 0; plane < 2; plane++) {
            double[] expected = naive(placements, 0, n, plane);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) one[plane][i]).isCloseTo(expected[i], within(1e-4));
            }
        }
        float[][] three = byChunks(placements, 0, n, 3);
        assertThat(three[0]).isEqualTo(one[0]);
        assertThat(three[1]).isEqualTo(one[1]);
    }

    @Test
    void aRangeOfFramesCanBeSummed() {
        FramePlacements placements = placements(50);
        float[] sum = byChunks(placements, 13, 37, 2)[0];
        double[] expected = naive(placements, 13, 37, 0);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) sum[i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 100})
    void probeSumsAreThePlainSumsWithAnyNumberOfThreads(int n) {
        double[] expected = new double[ROWS * COLUMNS];
        double[] weight = new double[ROWS * COLUMNS];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < expected.length; i++) {
                expected[i] += addend(j, 0)[i];
                weight[i] += addend(j, 1)[i];
            }
        }
        ProbeSums one = probeSums(n, 1);
        ProbeSums three = probeSums(n, 3);
        try (Parallel alone = new Parallel(1);
                Parallel team = new Parallel(3)) {
            ComplexImage[] total = one.total(alone);
            float[] totalWeight = one.totalWeight(alone);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) total[1].re()[i]).isCloseTo(expected[i], within(1e-4));
                assertThat((double) totalWeight[i]).isCloseTo(weight[i], within(1e-4));
            }
            assertThat(total[0].power()).isZero();
            assertThat(three.total(team)[1].re()).isEqualTo(total[1].re());
            assertThat(three.totalWeight(team)).isEqualTo(totalWeight);
        }
    }

    /** Adds to mode 1 of two and to the weight, twice over. */
    private static ProbeSums probeSums(int n, int threads) {
        ProbeSums sums = new ProbeSums(n, 2, ROWS, COLUMNS);
        try (Parallel parallel = new Parallel(threads)) {
            for (int round = 0; round < 2; round++) {
                parallel.forChunks(n, (worker, chunk, first, last) -> {
                    ComplexImage into = sums.begin(chunk)[1];
                    for (int j = first; j < last; j++) {
                        for (int i = 0; i < into.size(); i++) {
                            into.re()[i] += addend(j, 0)[i];
                            sums.weight(chunk)[i] += addend(j, 1)[i];
                        }
                    }
                });
            }
        }
        return sums;
    }
}
