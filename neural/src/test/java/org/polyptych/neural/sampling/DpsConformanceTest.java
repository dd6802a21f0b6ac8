package org.polyptych.neural.sampling;

import java.util.Map;
import org.polyptych.engines.EngineConformance;

/** What every engine must but converge, with a prior that is a formula; how near it comes {@link DpsEngineTest} says. */
class DpsConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "normaldps";
    }

    @Override
    protected int budget() {
        return 25;
    }

    @Override
    protected boolean converges() {
        return false;
    }

    @Override
    protected boolean sameBitsOnAnyThreads() {
        return false;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "normaldps.model", NormalPriorProvider.FILE,
                "normaldps.steps", "25",
                "normaldps.travel", "8",
                "normaldps.norm", "l2",
                "normaldps.zeta", "0.3",
                "normaldps.probeFrom", "1");
    }
}
