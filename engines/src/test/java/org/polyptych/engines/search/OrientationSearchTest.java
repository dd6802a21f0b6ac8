package org.polyptych.engines.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Orientation;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

class OrientationSearchTest {
    static List<Orientation> all() {
        return Orientation.all();
    }

    private static Scan noisy() {
        return SimulatedScan.wellPosed()
                .frames(6)
                .subPixel()
                .counts(3000)
                .noisy()
                .scan();
    }

    private static Scan changed(Scan scan, MemoryFrames frames, Positions positions, Optional<Probe> probe) {
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                frames,
                scan.mask(),
                positions,
                probe,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Scan withoutProbe(Scan scan) {
        return changed(scan, (MemoryFrames) scan.frames(), scan.positions(), Optional.empty());
    }

    /** Pixel i goes to n - i, so that the zero frequency at n / 2 stays. */
    private static int mirrored(int i, int n) {
        return (n - i) % n;
    }

    /** The patterns instead of the positions: transposed, then mirrored. */
    private static Scan patternsTurned(Scan scan, Orientation way) {
        int n = scan.frames().rows();
        float[][] turned = new float[scan.frames().count()][n * n];
        for (int j = 0; j < turned.length; j++) {
            float[] frame = scan.frames().frame(j);
            for (int y = 0; y < n; y++) {
                for (int x = 0; x < n; x++) {
                    int toY = way.swap() ? x : y;
                    int toX = way.swap() ? y : x;
                    toY = way.flipY() ? mirrored(toY, n) : toY;
                    toX = way.flipX() ? mirrored(toX, n) : toX;
                    turned[j][toY * n + toX] = frame[y * n + x];
                }
            }
        }
        return changed(scan, new MemoryFrames(n, n, turned), scan.positions(), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("all")
    void wrongPositionsAreFoundOutAndTheProbeOfTheFileTellsTheTwoOfAPairApart(Orientation wrong) {
        Orientations found = OrientationSearch.of(wrong.applied(noisy()), 2);
        assertThat(wrong.then(found.best())).isEqualTo(Orientation.NONE);
        assertThat(found.clear()).isTrue();
        assertThat(found.clearFromTurned()).isTrue();
        assertThat(found.curlAgrees()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutAProbeThePairIsFound(Orientation wrong) {
        Orientations found = OrientationSearch.of(wrong.applied(withoutProbe(noisy())), 2);
        assertThat(wrong.then(found.best())).isIn(Orientation.NONE, Orientation.NONE.turned());
        assertThat(found.clear()).isTrue();
        assertThat(found.clearFromTurned()).isFalse();
    }

    /** Positions that are changed as the patterns were belong to them again. */
    @ParameterizedTest
    @MethodSource("all")
    void turnedPatternsAreFoundOutAsWell(Orientation way) {
        Orientations found = OrientationSearch.of(patternsTurned(noisy(), way), 2);
        assertThat(found.best()).isIn(way, way.turned());
        assertThat(found.clear()).isTrue();
    }

    /** What cannot be told apart: I(k) of all positions negated is that of the conjugate object and probe, turned. */
    @Test
    void theConjugateTurnedExplainsTheTurnedScanExactly() {
        Scan scan = SimulatedScan.wellPosed().scan();
        Scan.Truth truth = scan.truth().orElseThrow();
        Orientation half = Orientation.NONE.turned();
        Specimen object = truth.specimen();
        Specimen turned = Specimen.of(conjugateTurned(object.image()), object.pixelHeight(), object.pixelWidth(), 0, 0);
        Probe probe = Probe.of(conjugateTurned(truth.probe().mode(0)));
        try (Parallel parallel = new Parallel(1)) {
            AmplitudeError error = new AmplitudeError(half.applied(scan), false, parallel);
            // but for the first row and column of a frame, which have no like on the other side
            assertThat(error.of(turned, probe)).isLessThan(1e-4);
            assertThat(error.of(turned, truth.probe()))
                    .as("the probe as it was")
                    .isGreaterThan(0.01);
            assertThat(error.of(object, truth.probe())).as("both as they were").isGreaterThan(0.01);
        }
    }

    private static ComplexImage conjugateTurned(ComplexImage image) {
        ComplexImage turned = ComplexImage.zeros(image.rows(), image.columns());
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                int toY = (2 * (image.rows() / 2) - y + image.rows()) % image.rows();
                int toX = (2 * (image.columns() / 2) - x + image.columns()) % image.columns();
                int to = toY * image.columns() + toX;
                turned.re()[to] = image.re()[y * image.columns() + x];
                turned.im()[to] = -image.im()[y * image.columns() + x];
            }
        }
        return turned;
    }

    /** On a line down, a flip of x changes nothing, and one of y is the same as turning. */
    @Test
    void aLineIsLeftAsItIsUnlessItLiesAcross() {
        Scan whole = withoutProbe(SimulatedScan.wellPosed().frames(6).scan());
        Scan square = whole.select(new int[] {0, 6, 12, 18, 24, 30});
        double[] middle = new double[square.positions().count()];
        Arrays.fill(middle, Arrays.stream(square.positions().x()).average().orElseThrow());
        Scan line =
                changed(square, memory(square), new Positions(square.positions().y(), middle), Optional.empty());
        Orientations found = OrientationSearch.of(line, 1);
        assertThat(found.best()).isEqualTo(Orientation.NONE);
        assertThat(found.clear()).isFalse();
        assertThat(found.candidates()).allMatch(c -> Double.isNaN(c.curl()));
    }

    private static MemoryFrames memory(Scan scan) {
        float[][] frames = new float[scan.frames().count()][];
        for (int j = 0; j < frames.length; j++) {
            frames[j] = scan.frames().frame(j);
        }
        return new MemoryFrames(scan.frames().rows(), scan.frames().columns(), frames);
    }

    @Test
    void whatIsFoundDoesNotDependOnThreads() {
        Scan scan = withoutProbe(noisy());
        assertThat(OrientationSearch.of(scan, 1)).isEqualTo(OrientationSearch.of(scan, 3));
    }
}
