package org.polyptych.neural.sampling;

import java.util.Map;
import org.polyptych.engines.EngineConformance;

/** What every engine must, with a prior that is a formula. */
class DiffusionConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "normal";
    }

    /** Levels, and the steps on the data alone. */
    @Override
    protected int budget() {
        return 20 + 40;
    }

    @Override
    protected boolean sameBitsOnAnyThreads() {
        return false;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "normal.model", NormalPriorProvider.FILE,
                "normal.levels", "20",
                "normal.inner", "2",
                "normal.probeFrom", "1",
                "normal.polish", "on",
                "normal.polishSteps", "80");
    }
}
