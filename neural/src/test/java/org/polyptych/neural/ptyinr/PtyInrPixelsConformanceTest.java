package org.polyptych.neural.ptyinr;

import java.util.Map;
import org.polyptych.engines.EngineConformance;

/** Object and probe on pixels, in batches: the engine without its networks. */
class PtyInrPixelsConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "ptyinr";
    }

    @Override
    protected int budget() {
        return 150;
    }

    /** Libtorch splits sums by the number of threads; the page says so. */
    @Override
    protected boolean sameBitsOnAnyThreads() {
        return false;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "ptyinr.preset", "fast",
                "ptyinr.object", "pixels",
                "ptyinr.batch", "16",
                "ptyinr.batchesPerPass", "2",
                "ptyinr.objectRate", "0.1",
                "ptyinr.probeRate", "0.05",
                "ptyinr.decayOver", "150");
    }
}
