package org.polyptych.neural.ptyinr;

import java.util.Map;
import org.polyptych.engines.Capability;
import org.polyptych.engines.EngineConformance;

/** The object by one small network of sine layers, the probe on pixels, as preset {@code fast} has it; all frames at once. */
class PtyInrSirenConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "ptyinr";
    }

    @Override
    protected int budget() {
        return 250;
    }

    /** Libtorch splits sums by the number of threads; the page says so. */
    @Override
    protected boolean sameBitsOnAnyThreads() {
        return false;
    }

    /** A network needs more iterations than the suite has for a motion: {@link PtyInrTest} has them. */
    @Override
    protected boolean takes(Capability capability) {
        return capability != Capability.FLY_SCAN && super.takes(capability);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "ptyinr.preset", "fast",
                "ptyinr.width", "48",
                "ptyinr.objectRate", "3e-3",
                "ptyinr.probeRate", "0.1",
                "ptyinr.fitSteps", "20",
                "ptyinr.decayOver", "250");
    }
}
