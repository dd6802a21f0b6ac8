package org.polyptych.electron.multislice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.Parallel;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.specimen.TestStructures;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.Raster;

/** The whole way: atoms, frames, and atoms again. */
class ReconstructedAtomsTest {
    /** 64 pixels to 60 mrad at 200 kV. */
    private static final ElectronGeometry GEOMETRY = new ElectronGeometry(64, 64, 0.209e-10, 0.209e-10, 200e3, 1);

    /** An engine that knows nothing of atoms finds those of graphene where they are, and as positive phases. */
    @Test
    void graphene_comes_back() {
        Positions positions = new Raster(10, 10, 3, 3).positions(GEOMETRY);
        Probe probe = Probe.of(new Lens(20e-3, Aberrations.defocused(60e-10)).probe(GEOMETRY))
                .withPower(1e6);
        ElectronExperiment experiment = new ElectronExperiment(
                TestStructures.parse("graphene:angle=8"),
                new PhaseSlices(GEOMETRY.wave(), 2e-10, Parametrization.LOBATO),
                0,
                true,
                1);
        Scan scan;
        try (Parallel parallel = new Parallel(2)) {
            scan = experiment
                    .simulation(
                            experiment.structure(GEOMETRY, positions), GEOMETRY, probe, positions, positions, parallel)
                    .startingProbe(probe)
                    .run(parallel, done -> {});
        }
        Specimen found = Reconstruction.with("rpie", Map.of("probe.known", "true"), 20, 1, 2)
                .run(scan, Observer.NONE)
                .specimen();
        assertThat(likeness(found, scan.truth().orElseThrow().specimen())).isGreaterThan(0.9);
    }

    /** Pearson's correlation of the phases between the outermost positions. */
    private static double likeness(Specimen found, Specimen truth) {
        double n = 0;
        double sumA = 0;
        double sumB = 0;
        double sumAa = 0;
        double sumBb = 0;
        double sumAb = 0;
        for (int y = -12; y <= 12; y++) {
            for (int x = -12; x <= 12; x++) {
                double a = phase(found, y, x);
                double b = phase(truth, y, x);
                n++;
                sumA += a;
                sumB += b;
                sumAa += a * a;
                sumBb += b * b;
                sumAb += a * b;
            }
        }
        return (n * sumAb - sumA * sumB) / Math.sqrt((n * sumAa - sumA * sumA) * (n * sumBb - sumB * sumB));
    }

    private static double phase(Specimen specimen, int y, int x) {
        int row = (int) Math.rint(specimen.rowOf(y * GEOMETRY.pixelHeight()));
        int column = (int) Math.rint(specimen.columnOf(x * GEOMETRY.pixelWidth()));
        int i = row * specimen.columns() + column;
        return Math.atan2(specimen.image().im()[i], specimen.image().re()[i]);
    }
}
