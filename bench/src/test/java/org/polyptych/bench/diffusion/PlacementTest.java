package org.polyptych.bench.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyptych.physics.Positions;
import org.polyptych.physics.XrayGeometry;

/** Other positions at the same overlap. */
class PlacementTest {
    private static final Overlap TWENTY = Overlap.of(20);
    private static final Overlap THIRTYEIGHT = Overlap.of(38);

    @Test
    void asManyFramesReachFromEdgeToEdgeWhereverTheyLie() {
        for (Overlap overlap : new Overlap[] {TWENTY, THIRTYEIGHT}) {
            int count = overlap.starts().length;
            for (Placement placement : Placement.values()) {
                int[][] frames = placement.frames(overlap);
                assertThat(frames).hasDimensions(count * count, 2);
                for (int axis = 0; axis < 2; axis++) {
                    assertThat(axis(frames, axis).min().orElseThrow()).isZero();
                    assertThat(axis(frames, axis).max().orElseThrow()).isEqualTo(96);
                }
            }
        }
    }

    @Test
    void theMovedRasterHasTheStepOfTheOverlap() {
        assertThat(TWENTY.starts(TWENTY.slack())).containsExactly(0, 26, 51, 77, 96);
        assertThat(TWENTY.starts(-TWENTY.slack())).containsExactly(0, 19, 45, 70, 96);
        for (int[] starts : new int[][] {TWENTY.starts(TWENTY.slack()), TWENTY.starts(-TWENTY.slack())}) {
            for (int i = 1; i < starts.length; i++) {
                assertThat(starts[i] - starts[i - 1]).isLessThanOrEqualTo(26);
            }
            assertThat(Arrays.stream(new int[] {starts[2] - starts[1], starts[3] - starts[2]})
                            .average()
                            .orElseThrow())
                    .isCloseTo(TWENTY.step(), within(0.5));
        }
    }

    @Test
    void jitteredFramesKeepTheMeanStepAndTouchTheirNeighbours() {
        int[][] frames = Placement.JITTERED.frames(TWENTY);
        for (int row = 0; row < 5; row++) {
            double sum = 0;
            for (int column = 1; column < 5; column++) {
                int across = frames[5 * row + column][1] - frames[5 * row + column - 1][1];
                int down = frames[5 * column + row][0] - frames[5 * (column - 1) + row][0];
                assertThat(across).isBetween(1, 32);
                assertThat(down).isBetween(1, 32);
                sum += across;
            }
            assertThat(sum).isEqualTo(96);
        }
    }

    @Test
    void theyAreOtherPositions() {
        for (Placement placement : new Placement[] {Placement.MOVED, Placement.JITTERED}) {
            Set<String> before = Arrays.stream(Placement.CENTRED.frames(TWENTY))
                    .map(Arrays::toString)
                    .collect(Collectors.toSet());
            long kept = Arrays.stream(placement.frames(TWENTY))
                    .map(Arrays::toString)
                    .filter(before::contains)
                    .count();
            // corners stay
            assertThat(kept).isBetween(4L, 8L);
        }
        assertThat(Placement.JITTERED.frames(TWENTY)).isDeepEqualTo(Placement.JITTERED.frames(TWENTY));
    }

    @Test
    void noPixelIsLeftUnseen() {
        for (Placement placement : Placement.values()) {
            boolean[] seen = new boolean[128 * 128];
            for (int[] frame : placement.frames(TWENTY)) {
                for (int y = 0; y < 32; y++) {
                    Arrays.fill(seen, (frame[0] + y) * 128 + frame[1], (frame[0] + y) * 128 + frame[1] + 32, true);
                }
            }
            long unseen = IntStream.range(0, seen.length).filter(i -> !seen[i]).count();
            assertThat(unseen).isZero();
        }
    }

    @Test
    void positionsAreAboutTheMiddleOfTheObject() {
        XrayGeometry geometry = new XrayGeometry(32, 32, 10e-9, 10e-9, 10_000, 0.5);
        for (Placement placement : Placement.values()) {
            Positions positions = placement.positions(TWENTY, geometry);
            assertThat(positions.y()[0]).isCloseTo(-48 * 10e-9, within(1e-15));
            assertThat(positions.x()[24]).isCloseTo(48 * 10e-9, within(1e-15));
        }
    }

    private static IntStream axis(int[][] frames, int axis) {
        return Arrays.stream(frames).mapToInt(frame -> frame[axis]);
    }
}
