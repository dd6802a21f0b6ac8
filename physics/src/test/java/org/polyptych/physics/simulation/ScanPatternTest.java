package org.polyptych.physics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.physics.Positions;
import org.polyptych.physics.XrayGeometry;

class ScanPatternTest {
    private static final XrayGeometry GEOMETRY = Some.geometry(32, 32);

    /** In pixels. */
    private static double medianNeighbour(Positions positions) {
        int n = positions.count();
        double[] nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                double distance = Math.hypot(
                        positions.y()[a] - positions.y()[b],
                        positions.x()[a] - positions.x()[b]);
                nearest[a] = a == b ? nearest[a] : Math.min(nearest[a], distance / Some.PIXEL);
            }
        }
        Arrays.sort(nearest);
        return nearest[n / 2];
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 200, 1000})
    void neighboursOnASpiralAreTheStepApart(int frames) {
        assertThat(medianNeighbour(new FermatSpiral(frames, 7).positions(GEOMETRY, 1)))
                .isCloseTo(7, within(0.1));
    }

    @Test
    void neighboursOnCirclesAreAboutTheStepApart() {
        Concentric circles = new Concentric(8, 7);
        Positions positions = circles.positions(GEOMETRY, 1);
        assertThat(positions.count()).isEqualTo(217).isEqualTo(circles.frames());
        assertThat(medianNeighbour(positions)).isBetween(7 - 1e-9, 7.4);
    }

    @Test
    void jitterStaysWithinItsBoundAndComesFromTheSeed() {
        Raster raster = Raster.square(20, 5);
        Positions regular = raster.positions(GEOMETRY);
        Positions jittered = new JitteredRaster(raster, 1.5).positions(GEOMETRY, 3);
        double most = 0;
        for (int j = 0; j < 400; j++) {
            most = Math.max(most, Math.abs(jittered.y()[j] - regular.y()[j]) / Some.PIXEL);
            most = Math.max(most, Math.abs(jittered.x()[j] - regular.x()[j]) / Some.PIXEL);
        }
        assertThat(most).isBetween(1.4, 1.5);
        assertThat(new JitteredRaster(raster, 1.5).positions(GEOMETRY, 3).y()).isEqualTo(jittered.y());
        assertThat(new JitteredRaster(raster, 1.5).positions(GEOMETRY, 4).y()).isNotEqualTo(jittered.y());
        assertThat(new JitteredRaster(raster, 0).positions(GEOMETRY, 4).y()).isEqualTo(regular.y());
    }

    @Test
    void positionErrorsAreNormalWithTheirSigma() {
        Positions nominal = Raster.square(50, 5).positions(GEOMETRY);
        Positions real = PositionErrors.of(nominal, GEOMETRY, 0.7, 9);
        double squares = 0;
        for (int j = 0; j < 2500; j++) {
            squares += Math.pow((real.y()[j] - nominal.y()[j]) / Some.PIXEL, 2);
            squares += Math.pow((real.x()[j] - nominal.x()[j]) / Some.PIXEL, 2);
        }
        assertThat(squares / 5000).isCloseTo(0.49, within(5 * 0.49 * Math.sqrt(2.0 / 5000)));
    }

    /** Pick's theorem: a lattice cell, however the raster lies; a triangulation's elsewhere. */
    @Test
    void aFrameStandsForItsCell() {
        double square = Some.PIXEL * Some.PIXEL;
        assertThat(ScanArea.perFrame(new Raster(7, 4, 3, 5).positions(GEOMETRY)))
                .isCloseTo(15 * square, within(1e-6 * square));
        double c = new FermatSpiral(1, 7).growth();
        assertThat(ScanArea.perFrame(new FermatSpiral(2000, 7).positions(GEOMETRY, 1)))
                .isCloseTo(Math.PI * c * c * square, within(0.02 * Math.PI * c * c * square));
        assertThat(ScanArea.perFrame(new Raster(1, 9, 3, 3).positions(GEOMETRY)))
                .isNaN();
        assertThat(ScanArea.perFrame(new Positions(new double[1], new double[1])))
                .isNaN();
        assertThat(ScanArea.perFrame(new Positions(new double[5], new double[5])))
                .isNaN();
    }
}
