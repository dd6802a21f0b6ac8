package org.polyptych.bench.electron;

import org.polyptych.core.Parallel;
import org.polyptych.electron.multislice.ElectronExperiment;
import org.polyptych.electron.multislice.PhaseSlices;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.specimen.TestStructures;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;

/** A simulated scan of two layers of WSe2 at 80 kV: 25 mrad, 10 nm out of focus, steps of three pixels, 0.78 A. */
final class BilayerScan {
    /** Of the structure, in metres. */
    static final double DEPTH = 12.96e-10;

    private static final double VOLTAGE = 80e3;
    private static final double CONVERGENCE = 25e-3;
    private static final double MAX_ANGLE = 80e-3;
    private static final double DEFOCUS = 100e-10;
    private static final int STEP = 3;
    private static final double SLICE = 2e-10;
    private static final long SEED = 1;

    private BilayerScan() {}

    /**
     * @param frame pixels along each side
     * @param side frames along each side
     */
    static Scan of(int frame, int side, int threads) {
        double pixel = Sampling.pixel(VOLTAGE, MAX_ANGLE);
        ElectronGeometry geometry = new ElectronGeometry(frame, frame, pixel, pixel, VOLTAGE, 1);
        Positions positions = new Raster(side, side, STEP, STEP).positions(geometry);
        Probe probe = Probe.of(new Lens(CONVERGENCE, Aberrations.defocused(DEFOCUS)).probe(geometry))
                .withPower(1e5);
        ElectronExperiment experiment = new ElectronExperiment(
                TestStructures.parse("wse2"),
                new PhaseSlices(geometry.wave(), SLICE, Parametrization.LOBATO),
                0,
                false,
                SEED);
        try (Parallel parallel = new Parallel(threads)) {
            return experiment
                    .simulation(
                            experiment.structure(geometry, positions), geometry, probe, positions, positions, parallel)
                    .noise(NoiseSpec.parse("poisson:perframe=1e5"))
                    .seed(SEED)
                    .startingProbe(probe)
                    .run(parallel, done -> {});
        }
    }
}
