package org.polyptych.electron.multislice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyptych.core.Parallel;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.specimen.TestStructures;
import org.polyptych.electron.structure.StructureSource;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.Tilt;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;

/** Atoms that are moved with their depth, and upright slices with a tilt: two ways to the same frames. */
class TiltedAtomsTest {
    private static final ElectronGeometry GEOMETRY = new ElectronGeometry(64, 64, 0.209e-10, 0.209e-10, 200e3, 1);
    private static final Positions POSITIONS = new Raster(2, 2, 6, 6).positions(GEOMETRY);
    private static final Probe PROBE = Probe.of(new Lens(20e-3, Aberrations.defocused(20e-10)).probe(GEOMETRY))
            .withPower(1000);
    private static final Tilt TILT = new Tilt(0.015, -0.01);

    private static Scan ofAtoms(Tilt tilt, Parallel parallel) {
        StructureSource source = TestStructures.parse("srtio3:thickness=78.1").tilted(tilt);
        ElectronExperiment experiment = new ElectronExperiment(
                source, new PhaseSlices(GEOMETRY.wave(), 2e-10, Parametrization.LOBATO), 0, false, 1);
        return experiment
                .simulation(experiment.structure(GEOMETRY, POSITIONS), GEOMETRY, PROBE, POSITIONS, POSITIONS, parallel)
                .run(parallel, done -> {});
    }

    private static double difference(Scan a, Scan b) {
        double difference = 0;
        double sum = 0;
        for (int j = 0; j < a.frames().count(); j++) {
            float[] one = a.frames().frame(j);
            float[] other = b.frames().frame(j);
            for (int i = 0; i < one.length; i++) {
                difference += Math.pow(one[i] - other[i], 2);
                sum += Math.pow(other[i], 2);
            }
        }
        return Math.sqrt(difference / sum);
    }

    @Test
    void the_tilt_of_the_simulator_is_that_of_the_model() {
        try (Parallel parallel = new Parallel(2)) {
            Scan leaning = ofAtoms(TILT, parallel);
            Scan upright = ofAtoms(Tilt.NONE, parallel);
            assertThat(difference(ofModel(upright, TILT), leaning)).isLessThan(0.05);
            assertThat(difference(ofModel(upright, new Tilt(-TILT.y(), -TILT.x())), leaning))
                    .isGreaterThan(0.2);
            assertThat(difference(upright, leaning)).isGreaterThan(0.1);
        }
    }

    /** Through the upright slices, told the tilt. */
    private static Scan ofModel(Scan scan, Tilt tilt) {
        Specimen truth = scan.truth().orElseThrow().specimen();
        Specimen tilted = new Specimen(
                truth.images(),
                truth.pixelHeight(),
                truth.pixelWidth(),
                truth.centreY(),
                truth.centreX(),
                truth.sliceSpacing(),
                tilt);
        return Simulation.of(GEOMETRY, tilted, PROBE, POSITIONS)
                .bandLimit(2.0 / 3)
                .run();
    }
}
