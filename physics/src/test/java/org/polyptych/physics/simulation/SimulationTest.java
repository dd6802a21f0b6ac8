package org.polyptych.physics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.physics.ForwardModel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.loss.AmplitudeL2;

class SimulationTest {
    /** Written out: sum over pixels of P(r) O(r + r_j) exp(-2 pi i k r / N) / N, zero frequency in the middle. */
    @Test
    void aFrameIsTheSquaredModulusOfTheUnitaryTransformOfProbeTimesPatch() {
        int rows = 6;
        int columns = 8;
        XrayGeometry geometry = Some.geometry(rows, columns);
        Positions positions = new Raster(2, 3, 2, 3).positions(geometry);
        ComplexImage image = Some.image(8, 14);
        Probe probe = Some.probe(rows, columns, 2);
        Scan scan = Simulation.of(geometry, SpecimenPlacement.under(image, geometry, positions), probe, positions)
                .run();
        double[] counts = Some.counts(scan, 4);
        for (int ky = 0; ky < rows; ky++) {
            for (int kx = 0; kx < columns; kx++) {
                double expected = 0;
                for (int m = 0; m < 2; m++) {
                    expected += intensity(image, probe.mode(m), 2, 3, ky - rows / 2, kx - columns / 2);
                }
                assertThat(counts[ky * columns + kx]).isCloseTo(expected, within(1e-3 + 1e-5 * expected));
            }
        }
    }

    private static double intensity(ComplexImage image, ComplexImage mode, int top, int left, int ky, int kx) {
        double re = 0;
        double im = 0;
        for (int y = 0; y < mode.rows(); y++) {
            for (int x = 0; x < mode.columns(); x++) {
                int p = y * mode.columns() + x;
                int o = (top + y) * image.columns() + left + x;
                double waveRe = mode.re()[p] * image.re()[o] - mode.im()[p] * image.im()[o];
                double waveIm = mode.re()[p] * image.im()[o] + mode.im()[p] * image.re()[o];
                double angle = -2 * Math.PI * ((double) ky * y / mode.rows() + (double) kx * x / mode.columns());
                re += waveRe * Math.cos(angle) - waveIm * Math.sin(angle);
                im += waveRe * Math.sin(angle) + waveIm * Math.cos(angle);
            }
        }
        return (re * re + im * im) / mode.size();
    }

    /** Nothing but rounding is left between the simulation and what engines minimise, on fractions of a pixel too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theTruthExplainsTheFramesInTheForwardModelOfTheEngines(int modes) {
        XrayGeometry geometry = Some.geometry(16, 20);
        Positions positions = Some.jittered(Raster.square(5, 3).positions(geometry), 1);
        Specimen specimen = SpecimenPlacement.under(Some.image(40, 40), geometry, positions);
        Scan scan = Simulation.of(geometry, specimen, Some.probe(16, 20, modes), positions)
                .run();
        try (Parallel parallel = new Parallel(2)) {
            FrameStack frames = FrameStack.of(scan, parallel);
            double loss = new ForwardModel(frames, new AmplitudeL2(), parallel)
                    .loss(new Parameters(
                            scan.truth().orElseThrow().specimen(),
                            scan.truth().orElseThrow().probe(),
                            scan.positions()));
            assertThat(loss / frames.totalCounts()).isLessThan(1e-12);
        }
    }

    /** The transform is unitary: what leaves the specimen arrives. */
    @Test
    void withoutASpecimenEveryFrameHasThePowerOfTheProbe() {
        XrayGeometry geometry = Some.geometry(16, 16);
        Positions positions = Some.jittered(Raster.square(3, 2).positions(geometry), 1);
        Probe probe = Some.probe(16, 16, 2);
        Specimen nothing = SpecimenPlacement.under(ComplexImage.constant(30, 30, 1, 0), geometry, positions);
        Scan scan = Simulation.of(geometry, nothing, probe, positions).run();
        for (int j = 0; j < 9; j++) {
            assertThat(Some.total(Some.counts(scan, j))).isCloseTo(probe.power(), within(1e-5 * probe.power()));
        }
    }

    @Test
    void aStageThatMovesByNothingGivesTheSameFrames() {
        Scan still = Some.small().run();
        Scan moving = Some.small().flyScan(new FlyScan(0, 0, 4)).run();
        for (int j = 0; j < still.frames().count(); j++) {
            assertThat(moving.frames().frame(j)).containsExactly(still.frames().frame(j), within(1e-4f));
        }
    }

    /** PtyINR, eq. 1: intensities add, not waves. */
    @Test
    void aFlyScanIsTheMeanOfStepScansAtItsSubPositions() {
        XrayGeometry geometry = Some.geometry(16, 16);
        Positions one = new Positions(new double[] {0}, new double[] {0});
        FlyScan fly = new FlyScan(0, 6 * Some.PIXEL, 3);
        Positions three = new Positions(new double[3], new double[] {-2 * Some.PIXEL, 0, 2 * Some.PIXEL});
        Specimen specimen = SpecimenPlacement.under(Some.image(40, 40), geometry, three);
        Probe probe = Some.probe(16, 16, 1);
        Scan flown = Simulation.of(geometry, specimen, probe, one).flyScan(fly).run();
        Scan stepped = Simulation.of(geometry, specimen, probe, three).run();
        double[] counts = Some.counts(flown, 0);
        for (int i = 0; i < counts.length; i++) {
            double mean = (Some.counts(stepped, 0)[i] + Some.counts(stepped, 1)[i] + Some.counts(stepped, 2)[i]) / 3;
            assertThat(counts[i]).isCloseTo(mean, within(1e-3 + 1e-5 * mean));
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsWithAnyNumberOfThreadsAndAnotherSeedOthers() {
        Simulation simulation = Some.small()
                .noise(NoiseSpec.parse("mixed:alpha=50,sigma=1"))
                .pointSpread(new PointSpread(0.7))
                .flyScan(new FlyScan(1e-9, 7e-9, 3));
        Scan first = run(simulation, 1);
        Scan second = run(simulation, 5);
        Scan other = run(simulation.seed(2), 1);
        for (int j = 0; j < 25; j++) {
            assertThat(second.frames().frame(j)).isEqualTo(first.frames().frame(j));
            assertThat(other.frames().frame(j)).isNotEqualTo(first.frames().frame(j));
        }
        assertThat(first.notes()).anySatisfy(note -> assertThat(note).contains("mixed:alpha=50.0,sigma=1.0, seed 1"));
    }

    private static Scan run(Simulation simulation, int threads) {
        AtomicInteger most = new AtomicInteger();
        try (Parallel parallel = new Parallel(threads)) {
            Scan scan = simulation.run(parallel, done -> most.accumulateAndGet(done, Math::max));
            assertThat(most).hasValue(scan.frames().count());
            return scan;
        }
    }

    @Test
    void theTruthKeepsTheTruePositionsWhereTheScanSaysOthers() {
        Positions nominal = Some.small().run().positions();
        XrayGeometry geometry = Some.geometry(16, 16);
        Positions real = Some.jittered(nominal, 2);
        Specimen specimen = SpecimenPlacement.under(Some.image(40, 40), geometry, real);
        Scan scan = Simulation.of(geometry, specimen, Some.probe(16, 16, 1), real)
                .saying(nominal)
                .run()
                .select(new int[] {3, 1});
        assertThat(scan.positions().y()).containsExactly(nominal.y()[3], nominal.y()[1]);
        assertThat(scan.truth().orElseThrow().positions().orElseThrow().x()).containsExactly(real.x()[3], real.x()[1]);
    }

    @Test
    void aScanThatSaysItsTruePositionsHasNoOthersInItsTruth() {
        assertThat(Some.small().run().truth().orElseThrow().positions()).isEmpty();
    }

    /** Light that leaves a pixel arrives in its neighbours; only at the rim is some lost. */
    @Test
    void aPointSpreadKeepsTheCountsAndLowersThePeak() {
        Scan sharp = Some.small().run();
        Scan spread = Some.small().pointSpread(new PointSpread(0.8)).run();
        double before = Some.total(Some.counts(sharp, 7));
        assertThat(Some.total(Some.counts(spread, 7))).isBetween(0.97 * before, before * 1.00001);
        assertThat(spread.frames().frame(7)[8 * 16 + 8])
                .isLessThan(0.9f * sharp.frames().frame(7)[8 * 16 + 8]);
        assertThat(Some.small().pointSpread(new PointSpread(0)).run().frames().frame(7))
                .isEqualTo(sharp.frames().frame(7));
    }

    @Test
    void anObjectThatIsTooSmallIsRefusedWithTheSizeItNeeds() {
        XrayGeometry geometry = Some.geometry(16, 16);
        Positions positions = Raster.square(5, 3).positions(geometry);
        assertThatThrownBy(() -> SpecimenPlacement.under(Some.image(27, 40), geometry, positions))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("27 x 40")
                .hasMessageContaining("28 x 28");
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        XrayGeometry geometry = Some.geometry(16, 16);
        Positions positions = Raster.square(2, 3).positions(geometry);
        Specimen specimen = SpecimenPlacement.under(Some.image(40, 40), geometry, positions);
        assertThatThrownBy(() -> Simulation.of(geometry, specimen, Some.probe(16, 18, 1), positions))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("16 x 18");
        ComplexImage broken = Some.image(40, 40);
        broken.re()[5] = Float.NaN;
        assertThatThrownBy(() -> Simulation.of(
                        geometry,
                        SpecimenPlacement.under(broken, geometry, positions),
                        Some.probe(16, 16, 1),
                        positions))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Simulation.of(
                                geometry,
                                Specimen.of(Some.image(40, 40), Some.PIXEL / 3, Some.PIXEL / 3, 0, 0),
                                Some.probe(16, 16, 1),
                                positions)
                        .run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("half as large");
        assertThatThrownBy(() -> Simulation.of(
                                geometry,
                                SpecimenPlacement.under(ComplexImage.zeros(40, 40), geometry, positions),
                                Some.probe(16, 16, 1),
                                positions)
                        .run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no light");
    }

    @Test
    void moreSubPositionsThanAnArrayHoldsAreRefused() {
        Positions many = new Positions(new double[1 << 12], new double[1 << 12]);
        assertThatThrownBy(() -> new FlyScan(0, 1e-9, 1 << 20).subPositions(many))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("4294967296");
    }
}
