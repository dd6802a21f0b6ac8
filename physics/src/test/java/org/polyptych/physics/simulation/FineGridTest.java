package org.polyptych.physics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.GaussianBeam;

class FineGridTest {
    private static final int N = 32;
    private static final XrayGeometry COARSE = Some.geometry(N, N);
    private static final Geometry FINE = FineGrid.geometry(COARSE);
    private static final Positions POSITIONS = Some.jittered(Raster.square(3, 4).positions(COARSE), 1);
    private static final Probe BEAM =
            Probe.of(new GaussianBeam(40, 0).image(COARSE)).withPower(1e6);

    private static double difference(Scan a, Scan b) {
        double sum = 0;
        double norm = 0;
        for (int j = 0; j < a.frames().count(); j++) {
            float[] x = a.frames().frame(j);
            float[] y = b.frames().frame(j);
            for (int i = 0; i < x.length; i++) {
                sum += Math.pow(x[i] - y[i], 2);
                norm += Math.pow(x[i], 2);
            }
        }
        return Math.sqrt(sum / norm);
    }

    /** A function of position with slow waves only: both grids hold it, so both simulations must agree. */
    private static ComplexImage slow(int rows, int columns, double scale) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                image.re()[y * columns + x] = (float) (0.8 + 0.1 * Math.cos(0.35 * y / scale));
                image.im()[y * columns + x] = (float) (0.2 * Math.sin(0.3 * x / scale + 0.2 * y / scale));
            }
        }
        return image;
    }

    @Test
    void anObjectThatBothGridsHoldGivesTheSameFramesOnBoth() {
        Specimen coarse = Specimen.of(slow(64, 64, 1), Some.PIXEL, Some.PIXEL, 0, 0);
        Specimen fine = Specimen.of(slow(128, 128, 2), Some.PIXEL / 2, Some.PIXEL / 2, 0, 0);
        Scan on = Simulation.of(COARSE, coarse, BEAM, POSITIONS).run();
        Scan twice = Simulation.of(COARSE, fine, BEAM, POSITIONS).run();
        assertThat(twice.frames().rows()).isEqualTo(N);
        assertThat(difference(on, twice)).isLessThan(1e-3);
    }

    /** And its truth is the coarse object, away from the edges. */
    @Test
    void theTruthOfASlowObjectIsThatObject() {
        Specimen fine = Specimen.of(slow(128, 128, 2), Some.PIXEL / 2, Some.PIXEL / 2, 3e-8, 0);
        Specimen truth = FineGrid.coarse(fine);
        ComplexImage expected = slow(64, 64, 1);
        assertThat(truth.rows()).isEqualTo(64);
        assertThat(truth.pixelHeight()).isCloseTo(Some.PIXEL, within(1e-20));
        assertThat(truth.centreY()).isCloseTo(3e-8, within(1e-15));
        for (int y = 12; y < 52; y++) {
            for (int x = 12; x < 52; x++) {
                assertThat(truth.image().re()[y * 64 + x]).isCloseTo(expected.re()[y * 64 + x], within(4e-3f));
                assertThat(truth.image().im()[y * 64 + x]).isCloseTo(expected.im()[y * 64 + x], within(4e-3f));
            }
        }
    }

    /** Odd sizes: a pixel of the truth lies where the fine pixel lay that it stands for. */
    @Test
    void pixelsOfTheTruthLieWhereTheyLayOnTheFineGrid() {
        for (int size : new int[] {64, 65, 66, 67}) {
            Specimen fine = Specimen.of(slow(size, size, 2), Some.PIXEL / 2, Some.PIXEL / 2, 0, 0);
            Specimen truth = FineGrid.coarse(fine);
            // the position of pixel 5 of the truth is that of pixel 10 of the fine one
            double y = truth.centreY() + (5 - truth.rows() / 2) * truth.pixelHeight();
            assertThat(fine.rowOf(y)).as("size %d", size).isCloseTo(10, within(1e-9));
            int middle = size / 4;
            assertThat(truth.image().re()[middle * truth.columns() + middle])
                    .isCloseTo(fine.image().re()[2 * middle * size + 2 * middle], within(0.01f));
        }
    }

    /** The point of it: with edges, no object on the coarse grid explains the frames as the fine one does. */
    @Test
    void theTruthOfAnObjectWithEdgesExplainsTheFramesOnlyRoughly() {
        Positions all = POSITIONS;
        int[] needed = SpecimenPlacement.needed(FINE, all);
        ComplexImage image = TestObjects.parse("circuit:pitch=4").image(needed[0], needed[1], 2, 1);
        Specimen specimen = SpecimenPlacement.under(image, FINE, all);
        Scan fine = Simulation.of(COARSE, specimen, BEAM, all).run();
        Specimen truth = fine.truth().orElseThrow().specimen();
        Scan crime = Simulation.of(COARSE, truth, BEAM, all).run();
        assertThat(difference(fine, crime)).isBetween(0.01, 0.3);
        assertThat(fine.notes()).anySatisfy(note -> assertThat(note).contains("twice as fine"));
    }

    @Test
    void theProbeOnTheFineGridHasTheSamePowerAndWidth() {
        Probe fine = FineGrid.fine(BEAM);
        assertThat(fine.rows()).isEqualTo(2 * N);
        assertThat(fine.power()).isCloseTo(BEAM.power(), within(1.0));
        // unitary transforms: the same light on four times the pixels
        assertThat(fine.mode(0).amplitude().at(N, N))
                .isCloseTo(BEAM.mode(0).amplitude().at(N / 2, N / 2) / 2, within(0.05f));
        assertThatThrownBy(() -> FineGrid.fine(Some.probe(15, 16, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("even");
    }
}
