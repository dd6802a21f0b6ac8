package org.polyptych.bench.ptyinr.figures;

import java.nio.file.Path;
import org.polyptych.physics.Scan;

/** A scan to be simulated. */
sealed interface Experiment permits RasterScan, FlyingScan, NearFieldScan {
    /**
     * With its truth.
     *
     * @param data the folder of the test data, for objects and probes that are not drawn
     * @param seed of positions and noise
     */
    Scan scan(Path data, long seed);
}
