package org.polyptych.physics.nearfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;

class MagnificationTest {
    private static final int SIDE = 64;
    private static final double DISTANCE = 1.0;
    private static final double MAGNIFICATION = 250;

    /** A wide beam without curvature, Poisson noise, some stage errors; the geometry is the right one. */
    private static Scan cone(double stageErrorPixels) {
        XrayGeometry geometry =
                XrayGeometry.near(SIDE, SIDE, 55e-6, 55e-6, 12_000, DISTANCE, new NearField(MAGNIFICATION));
        RandomStream random = new RandomStream(3, 0);
        int n = 49;
        double[] y = new double[n];
        double[] x = new double[n];
        double[] saidY = new double[n];
        double[] saidX = new double[n];
        for (int j = 0; j < n; j++) {
            y[j] = (6 * (j / 7) + random.uniform()) * geometry.pixelHeight();
            x[j] = (6 * (j % 7) + random.uniform()) * geometry.pixelWidth();
            saidY[j] = y[j] + stageErrorPixels * random.gaussian() * geometry.pixelHeight();
            saidX[j] = x[j] + stageErrorPixels * random.gaussian() * geometry.pixelWidth();
        }
        Positions real = new Positions(y, x);
        int[] needed = SpecimenPlacement.needed(geometry, real);
        ComplexImage image = TestObjects.parse("cells").image(needed[0], needed[1], 1, 5);
        Specimen specimen = SpecimenPlacement.under(image, geometry, real);
        ComplexImage beam = ComplexImage.zeros(SIDE, SIDE);
        for (int i = 0; i < SIDE * SIDE; i++) {
            double r = Math.hypot(i / SIDE - SIDE / 2, i % SIDE - SIDE / 2) / (0.3 * SIDE);
            beam.re()[i] = (float) (100 * Math.exp(-r * r * r * r));
        }
        return Simulation.of(geometry, specimen, Probe.of(beam), real)
                .saying(new Positions(saidY, saidX))
                .noise(NoiseSpec.parse("poisson:perframe=5e6"))
                .run();
    }

    private static Scan with(Scan scan, XrayGeometry geometry, Positions positions) {
        return new Scan(
                scan.name(),
                scan.source(),
                geometry,
                scan.frames(),
                scan.mask(),
                positions,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                scan.notes());
    }

    @Test
    void isMeasuredFromTheShiftsOfFrames() {
        Magnification measured = Magnification.measured(cone(0)).orElseThrow();
        assertThat(measured.value()).isCloseTo(MAGNIFICATION, withinPercentage(1));
        assertThat(measured.down()).isCloseTo(MAGNIFICATION, withinPercentage(2));
        assertThat(measured.right()).isCloseTo(MAGNIFICATION, withinPercentage(2));
        assertThat(measured.orientation()).isEmpty();
    }

    @Test
    void isMeasuredWithAStageThatErrs() {
        Magnification measured = Magnification.measured(cone(0.5)).orElseThrow();
        assertThat(measured.value()).isCloseTo(MAGNIFICATION, withinPercentage(2));
        assertThat(measured.residual()).isGreaterThan(0.3);
    }

    /** What the geometry says of the magnification changes nothing but the specimen's pixels. */
    @Test
    void doesNotDependOnTheMagnificationThatIsAssumed() {
        Scan scan = cone(0);
        XrayGeometry wrong = XrayGeometry.near(SIDE, SIDE, 55e-6, 55e-6, 12_000, DISTANCE, NearField.PARALLEL);
        assertThat(Magnification.measured(with(scan, wrong, scan.positions()))
                        .orElseThrow()
                        .value())
                .isCloseTo(Magnification.measured(scan).orElseThrow().value(), within(1e-6));
    }

    @Test
    void saysHowThePositionsAreTurned() {
        Scan scan = cone(0);
        double[] flipped = scan.positions().y().clone();
        for (int j = 0; j < flipped.length; j++) {
            flipped[j] = -flipped[j];
        }
        Positions swapped = new Positions(scan.positions().x(), flipped);
        Magnification measured = Magnification.measured(with(scan, (XrayGeometry) scan.geometry(), swapped))
                .orElseThrow();
        // read (x, -y): exchanged to (-y, x), then the sign of y changed
        assertThat(measured.orientation()).isEqualTo("file.swap=true and file.flipY=true");
        assertThat(measured.value()).isCloseTo(MAGNIFICATION, withinPercentage(1));
    }

    @Test
    void isNotMeasuredWhereFramesDoNotFollowThePositions() {
        Scan scan = cone(0);
        RandomStream random = new RandomStream(9, 0);
        int[] order = random.permutation(scan.frames().count());
        assertThat(Magnification.measured(with(
                        scan, (XrayGeometry) scan.geometry(), scan.positions().select(order))))
                .isEmpty();
    }

    @Test
    void theFitIsNotMovedByWrongPairs() {
        List<double[]> moves = new ArrayList<>();
        List<double[]> shifts = new ArrayList<>();
        RandomStream random = new RandomStream(4, 0);
        for (int k = 0; k < 100; k++) {
            double[] move = {random.gaussian(), random.gaussian()};
            moves.add(move);
            boolean wrong = k % 5 < 2;
            shifts.add(
                    wrong
                            ? new double[] {20 + random.gaussian(), random.gaussian()}
                            : new double[] {-3 * move[0], -3 * move[1] + 0.5 * move[0]});
        }
        double[] matrix = LinearFit.of(moves, shifts, 1e-6).matrix();
        assertThat(matrix).containsExactly(new double[] {-3, 0, 0.5, -3}, within(1e-9));
    }
}
