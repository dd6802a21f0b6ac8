package org.polyptych.neural.ad;

import java.util.Map;
import org.polyptych.engines.EngineConformance;

class TorchAdConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "torchad";
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

    /** As {@code ad} is tested with batches. */
    @Override
    protected Map<String, String> settings() {
        return Map.of("torchad.batch", "16", "torchad.objectRate", "0.02");
    }
}
