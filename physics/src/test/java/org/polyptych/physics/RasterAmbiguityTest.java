package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;

class RasterAmbiguityTest {
    private static final double PIXEL = 1e-8;
    private static final int SIDE = 24;
    private static final int ACROSS = 14;

    /** Object and probe of a simulated scan, and a raster of ACROSS x ACROSS frames over them. */
    private final Scan.Truth truth =
            SimulatedScan.wellPosed().side(SIDE).frames(24).scan().truth().orElseThrow();

    private static Positions raster(int stepY, int stepX) {
        double[] y = new double[ACROSS * ACROSS];
        double[] x = new double[y.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = (j / ACROSS - ACROSS / 2) * stepY * PIXEL;
            x[j] = (j % ACROSS - ACROSS / 2) * stepX * PIXEL;
        }
        return new Positions(y, x);
    }

    private RasterAmbiguity on(Positions positions) {
        return new RasterAmbiguity(truth.specimen(), positions, SIDE, SIDE, false);
    }

    /** Amplitude 0.7 to 1.4, phases of about half a radian, every pixel of the step for itself. */
    private static ComplexImage factor(int rows, int columns) {
        RandomStream random = new RandomStream(4, 1);
        ComplexImage g = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < g.size(); i++) {
            double amplitude = Math.exp(0.7 * random.uniform() - 0.35);
            double phase = random.uniform() - 0.5;
            g.re()[i] = (float) (amplitude * Math.cos(phase));
            g.im()[i] = (float) (amplitude * Math.sin(phase));
        }
        return g;
    }

    /** O g and P / g with g on the first frame's grid. */
    private Scan.Truth spoilt(ComplexImage g, Positions positions) {
        Specimen specimen = truth.specimen().copy();
        Probe probe = truth.probe().copy();
        FramePlacements placements = FramePlacements.of(specimen, positions, SIDE, SIDE, false);
        ComplexImage object = specimen.image();
        for (int i = 0; i < object.size(); i++) {
            int a = Math.floorMod(i / object.columns() - placements.top(0), g.rows());
            int b = Math.floorMod(i % object.columns() - placements.left(0), g.columns());
            multiply(object, i, g.re()[a * g.columns() + b], g.im()[a * g.columns() + b]);
        }
        for (int i = 0; i < SIDE * SIDE; i++) {
            int at = i / SIDE % g.rows() * g.columns() + i % SIDE % g.columns();
            double square = g.re()[at] * g.re()[at] + g.im()[at] * g.im()[at];
            multiply(probe.mode(0), i, g.re()[at] / square, -g.im()[at] / square);
        }
        return new Scan.Truth(specimen, probe);
    }

    private static void multiply(ComplexImage image, int i, double re, double im) {
        double r = image.re()[i];
        image.re()[i] = (float) (r * re - image.im()[i] * im);
        image.im()[i] = (float) (r * im + image.im()[i] * re);
    }

    /** The error of the object where the scan of such steps lies. */
    private static double objectError(Specimen a, Specimen b, int stepY, int stepX) {
        int height = (ACROSS - 1) * stepY;
        int width = (ACROSS - 1) * stepX;
        int top = a.rows() / 2 - height / 2;
        int left = a.columns() / 2 - width / 2;
        return error(a.image().crop(top, left, height, width), b.image().crop(top, left, height, width));
    }

    /** NRMSE of images of one size, with the complex factor left free. */
    private static double error(ComplexImage a, ComplexImage b) {
        double dotRe = 0;
        double dotIm = 0;
        for (int i = 0; i < a.size(); i++) {
            dotRe += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            dotIm += (double) a.im()[i] * b.re()[i] - (double) a.re()[i] * b.im()[i];
        }
        double powerA = a.power();
        double powerB = b.power();
        return Math.sqrt(Math.max(0, 1 - (dotRe * dotRe + dotIm * dotIm) / (powerA * powerB)));
    }

    @Test
    void aKnownFactorInTheTruthIsRecovered() {
        for (int[] step : new int[][] {{4, 4}, {5, 3}, {1, 6}}) {
            Positions positions = raster(step[0], step[1]);
            ComplexImage g = factor(step[0], step[1]);
            Scan.Truth spoilt = spoilt(g, positions);
            RasterAmbiguity.Separation clean = on(positions).remove(spoilt.specimen(), spoilt.probe());
            assertThat(objectError(spoilt.specimen(), truth.specimen(), step[0], step[1]))
                    .isGreaterThan(0.2);
            // what is left is the object's own median difference over some tens of tiles
            assertThat(objectError(clean.specimen(), truth.specimen(), step[0], step[1]))
                    .isLessThan(0.04);
            assertThat(error(clean.factor(), g)).isLessThan(0.04);
            assertThat(error(clean.probe().mode(0), truth.probe().mode(0))).isLessThan(0.04);
        }
    }

    /** Nothing but g is taken for g: with g or without, the same object is left. */
    @Test
    void whatIsLeftDoesNotDependOnTheFactor() {
        Positions positions = raster(4, 4);
        Scan.Truth spoilt = spoilt(factor(4, 4), positions);
        RasterAmbiguity.Separation with = on(positions).remove(spoilt.specimen(), spoilt.probe());
        RasterAmbiguity.Separation without = on(positions).remove(truth.specimen(), truth.probe());
        assertThat(objectError(with.specimen(), without.specimen(), 4, 4)).isLessThan(2e-3);
    }

    /** An object that is nowhere near a solution gives factors of any width: better nothing than that. */
    @Test
    void aFactorThatIsTooWideIsLeftAlone() {
        Positions positions = raster(4, 4);
        ComplexImage g = ComplexImage.constant(4, 4, 1, 0);
        g.re()[5] = 300;
        Scan.Truth spoilt = spoilt(g, positions);
        RasterAmbiguity.Separation left = on(positions).remove(spoilt.specimen(), spoilt.probe());
        assertThat(left.credible()).isFalse();
        assertThat(left.specimen().image().re())
                .isEqualTo(spoilt.specimen().image().re());
        assertThat(left.probe().mode(0).im()).isEqualTo(spoilt.probe().mode(0).im());
        assertThat(on(positions).remove(truth.specimen(), truth.probe()).credible())
                .isTrue();
    }

    @Test
    void exitWavesStay() {
        Positions positions = raster(5, 3);
        RasterAmbiguity.Separation clean = on(positions).remove(truth.specimen(), truth.probe());
        FramePlacements placements = FramePlacements.of(truth.specimen(), positions, SIDE, SIDE, false);
        for (int j : new int[] {0, 17, 100, 195}) {
            float[][] before = wave(truth.specimen(), truth.probe(), placements, j);
            float[][] after = wave(clean.specimen(), clean.probe(), placements, j);
            for (int i = 0; i < before[0].length; i++) {
                assertThat(after[0][i]).isCloseTo(before[0][i], within(2e-3f));
                assertThat(after[1][i]).isCloseTo(before[1][i], within(2e-3f));
            }
        }
        assertThat(clean.specimen().image().re())
                .as("something moved")
                .isNotEqualTo(truth.specimen().image().re());
    }

    private static float[][] wave(Specimen specimen, Probe probe, FramePlacements placements, int j) {
        try (FrameKernel kernel = new FrameKernel(SIDE, SIDE, 1, false)) {
            ProbeSpectrum spectrum = ProbeSpectrum.of(new ComplexImage[] {probe.mode(0)}, kernel.fft(), false);
            kernel.place(specimen.image(), spectrum, placements, j);
            kernel.exitWaves();
            return new float[][] {
                kernel.wave(0).re().clone(), kernel.wave(0).im().clone()
            };
        }
    }

    @Test
    void onlyWholePixelRastersHaveIt() {
        assertThat(on(raster(4, 6)).steps()).isEqualTo(new RasterSteps(4, 6, ""));
        Positions jittered = raster(4, 4);
        jittered.y()[3] += PIXEL;
        jittered.x()[8] += PIXEL;
        assertThat(on(jittered).steps().why()).contains("no step of more than one pixel");
        Positions fractions = raster(4, 4);
        fractions.y()[3] += 0.3 * PIXEL;
        assertThat(on(fractions).steps().why()).contains("fractions");
        assertThat(on(new Positions(new double[5], new double[] {0, 4 * PIXEL, 8 * PIXEL, 12 * PIXEL, 16 * PIXEL}))
                        .steps()
                        .why())
                .contains("one line");
        assertThat(on(new Positions(new double[] {0, 0, 3e-7, 3e-7}, new double[] {0, 3e-7, 0, 3e-7}))
                        .steps()
                        .why())
                .contains("fewer than 3 steps");
        assertThatThrownBy(() -> on(jittered).remove(truth.specimen(), truth.probe()))
                .isInstanceOf(IllegalStateException.class);
    }
}
