package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.engines.refine.AffineFit;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.FlyScan;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.PositionErrors;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/** Errors of a stage recovered where frames are more than one thin object at rest, from flat objects. */
class RefinedPhysicsTest {
    private static final int SIDE = 32;
    private static final double PIXEL = 10e-9;
    private static final double STEP = 4;
    private static final double COUNTS = 1e5;
    private static final int ROOM = 24;
    /** Structure everywhere: a frame that sees nothing has no place. */
    private static final String FIELD = "grf:phase=tanh";

    private static final XrayGeometry GEOMETRY = new XrayGeometry(SIDE, SIDE, PIXEL, PIXEL, 8800, 1);
    /** Three depths of field. */
    private static final double DISTANCE = 3 * 5.2 * PIXEL * PIXEL / GEOMETRY.wavelength();

    private static final Positions SAID = new JitteredRaster(new Raster(8, 8, STEP, STEP), 1).positions(GEOMETRY, 3);
    private static final Positions REAL = PositionErrors.of(SAID, GEOMETRY, 1, 4);

    private static Probe beam() {
        return Probe.of(TestProbes.parse("zoneplate:zone=30,stop=0,defocus=6").image(GEOMETRY))
                .withPower(COUNTS);
    }

    private static Simulation simulation(String... slices) {
        int[] needed = SpecimenPlacement.needed(GEOMETRY, SAID);
        ComplexImage[] images = new ComplexImage[slices.length];
        for (int k = 0; k < slices.length; k++) {
            images[k] = TestObjects.parse(slices[k]).image(needed[0] + ROOM, needed[1] + ROOM, 1, 5 + k);
        }
        Specimen place = SpecimenPlacement.under(images[0], GEOMETRY, SAID);
        double[] distances = new double[slices.length - 1];
        Arrays.fill(distances, DISTANCE);
        Specimen specimen = new Specimen(
                new ComplexImage[][] {images},
                place.pixelHeight(),
                place.pixelWidth(),
                place.centreY(),
                place.centreX(),
                distances);
        return Simulation.of(GEOMETRY, specimen, beam(), REAL).saying(SAID).startingProbe(beam());
    }

    /** Root mean square error of a coordinate in pixels, without the affine map that object and positions share freely. */
    private static double error(Positions found) {
        AffineFit fit = AffineFit.of(REAL, found);
        double sum = 0;
        for (int j = 0; j < REAL.count(); j++) {
            double y = REAL.y()[j];
            double x = REAL.x()[j];
            sum += Math.pow(found.y()[j] - y - fit.down(y, x), 2) + Math.pow(found.x()[j] - x - fit.right(y, x), 2);
        }
        return Math.sqrt(sum / (2 * REAL.count())) / PIXEL;
    }

    private static Result run(String engine, Scan scan, int iterations, String... settings) {
        return Reconstruction.with(engine, SomeSettings.of(settings), iterations, 5, 2)
                .run(scan, Observer.NONE);
    }

    @Test
    void positionsOfAThickObjectAreFound() {
        Scan scan = simulation(FIELD, FIELD).run();
        assertThat(error(SAID)).isBetween(0.8, 1.2);
        Result found = run(
                "ad",
                scan,
                250,
                "ad.decayOver=250",
                "object.slices=2",
                "object.sliceSpacing=" + DISTANCE,
                "positions.refine=true",
                "positions.refineFrom=20",
                "positions.anneal=1");
        assertThat(error(found.positions())).isLessThan(0.1);
    }

    @Test
    void batchesFindThemInFewerIterations() {
        Result found = run(
                "lsqml",
                simulation(FIELD, FIELD).run(),
                100,
                "object.slices=2",
                "object.sliceSpacing=" + DISTANCE,
                "positions.refine=true",
                "positions.refineFrom=10",
                "positions.anneal=1");
        assertThat(error(found.positions())).isLessThan(0.1);
    }

    @Test
    void positionsOfAFlyScanWithStrayLightAreFound() {
        double stray = 0.05 * COUNTS / (SIDE * SIDE);
        Scan scan = simulation(FIELD)
                .flyScan(new FlyScan(0, STEP * PIXEL, 4))
                .background(stray)
                .run();
        Result found = run(
                "ad",
                scan,
                250,
                "ad.decayOver=250",
                "fly.length=" + STEP * PIXEL,
                "fly.direction=0",
                "fly.parts=4",
                "background.counts=" + stray,
                "positions.refine=true",
                "positions.refineFrom=20",
                "positions.anneal=1");
        assertThat(error(found.positions())).isLessThan(0.1);
    }
}
