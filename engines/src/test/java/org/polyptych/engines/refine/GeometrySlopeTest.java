package org.polyptych.engines.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.Parallel;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

class GeometrySlopeTest {
    private static final Scan FAR =
            SimulatedScan.wellPosed().modes(2).subPixel().scan();
    private static final Scan NEAR =
            SimulatedScan.wellPosed().near().modes(2).subPixel().scan();

    private static GeometryParameter scale(Scan scan) {
        return new PixelScale(
                scan.geometry(),
                scan.positions(),
                scan.positions(),
                scan.truth().orElseThrow().specimen(),
                0.1);
    }

    private static GeometryParameter distance(boolean objectKnown, boolean probeKnown) {
        return new PropagationDistance(NEAR.geometry(), 0.5, objectKnown, probeKnown);
    }

    private static GeometryParameter defocus(Scan scan, boolean probeKnown, boolean objectKnown) {
        return new ProbeDefocus(scan.geometry(), scan.truth().orElseThrow().probe(), probeKnown, objectKnown, 1);
    }

    /** A distance over which the outermost waves of the beam turn by 0.2 rad. */
    private static double depth(Geometry geometry) {
        return geometry.pixelHeight() * geometry.pixelHeight() / geometry.wavelength();
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                Arguments.of("pixel scale", FAR, scale(FAR), 0.004),
                Arguments.of("distance", NEAR, distance(false, false), depth(NEAR.geometry())),
                Arguments.of("distance, object known", NEAR, distance(true, false), depth(NEAR.geometry())),
                Arguments.of("distance, probe known", NEAR, distance(false, true), depth(NEAR.geometry())),
                Arguments.of("defocus", FAR, defocus(FAR, false, false), depth(FAR.geometry())),
                Arguments.of("defocus, probe known", FAR, defocus(FAR, true, false), depth(FAR.geometry())),
                Arguments.of("defocus, object known", FAR, defocus(FAR, false, true), depth(FAR.geometry())),
                Arguments.of("defocus in the near field", NEAR, defocus(NEAR, false, false), depth(NEAR.geometry())));
    }

    /** Off the truth, so that there is a slope. */
    private static Seen off(Scan scan, FrameStack frames, GeometryParameter parameter, double step) {
        Specimen specimen = scan.truth().orElseThrow().specimen();
        Probe probe = scan.truth().orElseThrow().probe();
        Seen truth = new Seen(specimen, probe, frames.propagation(), scan.positions());
        Seen off = parameter.at(truth, step);
        parameter.set(step);
        return off;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parameters")
    void theSlopeIsThatOfFiniteDifferences(String name, Scan scan, GeometryParameter parameter, double step) {
        try (Parallel parallel = new Parallel(2)) {
            FrameStack frames = FrameStack.of(scan, parallel);
            int[] all = IntStream.range(0, frames.count()).toArray();
            Seen off = off(scan, frames, parameter, step);
            SeenFrames.Slope[] slopes = GeometryRefinement.slopes(frames, off, parameter.tangent(off), all, parallel);
            double descent =
                    Arrays.stream(slopes).mapToDouble(SeenFrames.Slope::descent).sum();
            double h = 0.02 * step;
            double measured = (GeometryRefinement.loss(frames, parameter.at(off, h), all, parallel)
                            - GeometryRefinement.loss(frames, parameter.at(off, -h), all, parallel))
                    / (2 * h);
            // moving a frame and moving what is in it are the same only as far as no light is at its edges
            double tolerance = parameter instanceof PixelScale ? 0.03 : 0.01;
            assertThat(-2 * descent).isCloseTo(measured, within(tolerance * Math.abs(measured)));
            assertThat(measured).isNotZero();
            parameter.set(0);
        }
    }

    /** From a little off, with object and probe that followed, one step of Gauss and Newton goes most of the way back. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("parameters")
    void theModelPointsBackToTheTruth(String name, Scan scan, GeometryParameter parameter, double step) {
        try (Parallel parallel = new Parallel(2)) {
            FrameStack frames = FrameStack.of(scan, parallel);
            int[] all = IntStream.range(0, frames.count()).toArray();
            Seen off = off(scan, frames, parameter, step);
            SeenFrames.Slope[] slopes = GeometryRefinement.slopes(frames, off, parameter.tangent(off), all, parallel);
            double descent =
                    Arrays.stream(slopes).mapToDouble(SeenFrames.Slope::descent).sum();
            double curvature = Arrays.stream(slopes)
                    .mapToDouble(SeenFrames.Slope::curvature)
                    .sum();
            assertThat(descent / curvature).isCloseTo(-step, within(0.3 * step));
            parameter.set(0);
        }
    }
}
