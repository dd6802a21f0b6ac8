package org.polyptych.bench.electron;

import org.polyptych.core.Parallel;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.physics.Scan;

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

    private BilayerScan() {}

    /**
     * @param frame pixels along each side
     * @param side frames along each side
     */
    static Scan of(int frame, int side, int threads) {
        AtomScan scan = new AtomScan(
                "wse2",
                VOLTAGE,
                CONVERGENCE,
                MAX_ANGLE,
                DEFOCUS,
                DEFOCUS,
                STEP * Sampling.pixel(VOLTAGE, MAX_ANGLE),
                SLICE,
                false,
                "poisson:perframe=1e5",
                frame,
                side);
        try (Parallel parallel = new Parallel(threads)) {
            return scan.simulated(parallel);
        }
    }
}
