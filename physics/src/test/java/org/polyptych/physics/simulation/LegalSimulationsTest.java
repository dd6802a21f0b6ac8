package org.polyptych.physics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.GaussianBeam;
import org.polyptych.physics.simulation.probes.ProbeModes;

/** What holds for every simulation, tried on random legal settings. */
class LegalSimulationsTest {
    private static final List<String> OBJECTS = List.of("star", "letters", "cells:radius=6", "circuit", "grf");

    static List<Integer> seeds() {
        return java.util.stream.IntStream.range(0, 24).boxed().toList();
    }

    /** One of the legal simulations, with what it was made of. */
    private record Tried(Simulation simulation, XrayGeometry geometry, Positions real, Probe beam) {}

    private static Tried tried(int seed) {
        RandomStream random = new RandomStream(1000 + seed, 0);
        int rows = 2 * (8 + (int) (12 * random.uniform()));
        int columns = 2 * (8 + (int) (12 * random.uniform()));
        XrayGeometry geometry = new XrayGeometry(rows, columns, Some.PIXEL, Some.PIXEL, 9000, 1);
        double step = 1.5 + 4 * random.uniform();
        ScanPattern pattern =
                switch (seed % 4) {
                    case 0 -> new Raster(3, 4, step, step / 2);
                    case 1 -> new JitteredRaster(new Raster(4, 3, step, step), step / 4);
                    case 2 -> new FermatSpiral(11, step);
                    default -> new Concentric(1, step);
                };
        Positions nominal = pattern.positions(geometry, seed);
        Positions real = random.uniform() < 0.5 ? nominal : PositionErrors.of(nominal, geometry, 0.5, seed);
        FlyScan fly = random.uniform() < 0.5
                ? FlyScan.NONE
                : new FlyScan(step * random.uniform() * Some.PIXEL, step * Some.PIXEL, 2 + seed % 3);
        boolean fine = random.uniform() < 0.5;
        Geometry grid = fine ? FineGrid.geometry(geometry) : geometry;
        int[] needed = SpecimenPlacement.needed(grid, fly.subPositions(real));
        ComplexImage image =
                TestObjects.parse(OBJECTS.get(seed % OBJECTS.size())).image(needed[0], needed[1], fine ? 2 : 1, seed);
        Specimen specimen = SpecimenPlacement.under(image, grid, fly.subPositions(real));
        Probe beam = Probe.of(new GaussianBeam(12 + 20 * random.uniform(), 0).image(geometry))
                .withPower(1e5);
        if (random.uniform() < 0.5) {
            beam = ProbeModes.withShares(beam, new double[] {3, 2, 1});
        }
        Noise noise =
                switch (seed % 5) {
                    case 0 -> new Noise.None();
                    case 1 -> new Noise.PoissonPeak(500);
                    case 2 -> new Noise.PoissonPerFrame(3000);
                    case 3 -> new Noise.PoissonAlpha(80);
                    default -> new Noise.Mixed(80, 2);
                };
        Simulation simulation = Simulation.of(geometry, specimen, beam, real)
                .flyScan(fly)
                .pointSpread(new PointSpread(random.uniform() < 0.5 ? 0 : random.uniform()))
                .noise(noise)
                .seed(seed);
        return new Tried(real == nominal ? simulation : simulation.saying(nominal), geometry, real, beam);
    }

    private static Scan run(Tried tried, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return tried.simulation().run(parallel, done -> {});
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void framesFitTheGeometryAreFiniteAndDoNotDependOnTheThreads(int seed) {
        Tried tried = tried(seed);
        Scan one = run(tried, 1);
        Scan three = run(tried, 3);
        assertThat(one.geometry()).isEqualTo(tried.geometry());
        assertThat(one.frames().count()).isEqualTo(tried.real().count());
        try (Parallel parallel = new Parallel(1)) {
            // refuses what is not finite, negative or empty
            assertThat(FrameStack.of(one, parallel).totalCounts()).isPositive();
        }
        for (int j = 0; j < one.frames().count(); j++) {
            assertThat(three.frames().frame(j)).isEqualTo(one.frames().frame(j));
        }
    }

    /** The truth is on the scan's grid, with the true positions, and every patch lies on it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theTruthFitsTheScan(int seed) {
        Tried tried = tried(seed);
        Scan scan = run(tried, 2);
        Scan.Truth truth = scan.truth().orElseThrow();
        assertThat(truth.probe().rows()).isEqualTo(tried.geometry().rows());
        assertThat(truth.specimen().pixelHeight()).isCloseTo(Some.PIXEL, within(1e-18));
        assertThat(truth.positions().orElse(scan.positions()).y())
                .isEqualTo(tried.real().y());
        assertThat(truth.specimen().image().isFinite()).isTrue();
    }

    /** No object here is brighter than nothing at all: a frame has no more light than the beam that made it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noLightIsMade(int seed) {
        Tried tried = tried(seed);
        Scan scan = run(
                new Tried(tried.simulation().noise(new Noise.None()), tried.geometry(), tried.real(), tried.beam()), 2);
        for (int j = 0; j < scan.frames().count(); j++) {
            assertThat(Some.total(Some.counts(scan, j)))
                    .isLessThan(1.0001 * tried.beam().power());
        }
    }
}
