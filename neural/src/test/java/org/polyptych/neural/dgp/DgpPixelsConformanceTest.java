package org.polyptych.neural.dgp;

import java.util.Map;
import org.polyptych.engines.EngineConformance;

/** Object and probe on pixels: the engine without its networks, which need more time than the suite has; {@link DgpTest} has them. */
class DgpPixelsConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "dgp";
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
                "dgp.object", "pixels",
                "dgp.probe", "pixels",
                "dgp.batch", "16",
                "dgp.pixelRate", "0.05",
                "dgp.decayOver", "150");
    }
}
